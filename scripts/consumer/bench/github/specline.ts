import { createClient } from 'github-client/core';
import { Repos } from 'github-client/repos';
import { Issues } from 'github-client/repos/issues';

const client = createClient();
const repository = await new Repos(client).get('hello-world', { owner: 'octocat' });
const issue = await new Issues(client).create('hello-world', {
  owner: 'octocat',
  title: repository.full_name,
});
document.title = `${issue.number}`;
