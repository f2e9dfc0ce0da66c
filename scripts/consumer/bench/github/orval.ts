import { issuesCreate, reposGet } from '../../orval/client';

const repository = await reposGet('octocat', 'hello-world');
const title = repository.status === 200 ? repository.data.full_name : '';
const issue = await issuesCreate('octocat', 'hello-world', { title });
document.title = issue.status === 201 ? `${issue.data.number}` : '';
