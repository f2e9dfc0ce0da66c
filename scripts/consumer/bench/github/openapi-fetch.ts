import createClient from 'openapi-fetch';
import type { paths } from '../../openapi-typescript/openapi';

const client = createClient<paths>({ baseUrl: 'https://api.github.com' });
const path = { owner: 'octocat', repo: 'hello-world' };
const repository = await client.GET('/repos/{owner}/{repo}', { params: { path } });
const issue = await client.POST('/repos/{owner}/{repo}/issues', {
  params: { path },
  body: { title: repository.data?.full_name ?? '' },
});
document.title = `${issue.data?.number}`;
