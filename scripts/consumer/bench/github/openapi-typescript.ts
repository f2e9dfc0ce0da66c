import type { paths } from '../../openapi-typescript/openapi';

type Repository = paths['/repos/{owner}/{repo}']['get']['responses'][200]['content']['application/json'];
type Create = paths['/repos/{owner}/{repo}/issues']['post'];

const url = 'https://api.github.com/repos/octocat/hello-world';
const repository: Repository = await (await fetch(url)).json();
const body: Create['requestBody']['content']['application/json'] = { title: repository.full_name };
const response = await fetch(`${url}/issues`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
const issue: Create['responses'][201]['content']['application/json'] = await response.json();
document.title = `${issue.number}`;
