import { issuesCreate, reposGet } from '../../hey-api/sdk.gen';

const path = { owner: 'octocat', repo: 'hello-world' };
const repository = await reposGet({ path });
const issue = await issuesCreate({ path, body: { title: repository.data?.full_name ?? '' } });
document.title = `${issue.data?.number}`;
