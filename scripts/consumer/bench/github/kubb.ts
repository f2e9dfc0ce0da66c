import { issuesCreate } from '../../kubb/clients/issuesCreate';
import { reposGet } from '../../kubb/clients/reposGet';

const config = { baseURL: 'https://api.github.com' };
const repository = await reposGet('octocat', 'hello-world', config);
const issue = await issuesCreate('octocat', 'hello-world', { title: repository.full_name }, config);
document.title = `${issue.number}`;
