const url = 'https://api.github.com/repos/octocat/hello-world';
const repository = await (await fetch(url)).json();
const response = await fetch(`${url}/issues`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ title: repository.full_name }),
});
const issue = await response.json();
document.title = `${issue.number}`;
