// `npm start`, `npm test`, `npm run check` and the like from nothing: fetches the pinned pnpm, installs with it, then runs
// the chore's module on the Node that the workspace pins. Plain JavaScript without dependencies: it runs first.
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
/** The module of each chore, below scripts/. */
const chores = {
  start: 'chores/start.ts',
  test: 'chores/test.ts',
  check: 'chores/check.ts',
  fixtures: 'chores/fixtures.ts',
  rehearse: 'rehearsal/main.ts',
  runtimes: 'runtimes/main.ts',
  consumers: 'consumers/main.ts',
};
/** Of pnpm and of the chores alike: `npm test -- --frozen-lockfile` refuses a lockfile that does not match. */
const FROZEN = '--frozen-lockfile';
/** npm and pnpm are batch files on Windows, which only a shell can run there; no argument here needs quoting. */
const shell = process.platform === 'win32';

class Refusal extends Error {}

async function bootstrap(chore, flags) {
  if (!Object.hasOwn(chores, chore ?? '')) {
    throw new Refusal(
      `scripts/bootstrap.mjs: unknown chore "${chore ?? ''}"; use one of ${Object.keys(chores).join(', ')}`,
    );
  }
  const { engines, packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  requireNode(engines.node.replace('>=', ''));
  requireGit();
  const env = { ...process.env, PATH: await pathWithPnpm(packageManager), SPECLINE_NODE: process.execPath };
  delete env.Path;
  await install(env, packageManager, flags.includes(FROZEN));
  return run('pnpm', ['exec', 'node', `scripts/${chores[chore]}`], env);
}

function requireNode(wanted) {
  const [major = 0, minor = 0] = wanted.split('.').map(Number);
  const [ownMajor = 0, ownMinor = 0] = process.versions.node.split('.').map(Number);
  if (ownMajor > major || (ownMajor === major && ownMinor >= minor)) return;
  throw new Refusal(
    `package.json#engines: Node ${process.versions.node} is too old; install Node ${wanted} or newer from https://nodejs.org`,
  );
}

function requireGit() {
  if (spawnSync('git', ['--version'], { stdio: 'ignore' }).status === 0) return;
  throw new Refusal('PATH: git is not there; install it from https://git-scm.com');
}

/** The PATH on which npx has put the pinned pnpm; turbo and the scripts find it there. */
async function pathWithPnpm(pin) {
  const command = ['--yes', `--package=${pin}`, '--', 'node', '-p', 'process.env.PATH'];
  const { code, stdout, log } = await progress(`fetching ${pin}`, 'npx', command, process.env);
  if (code === 0) return stdout.trim().split('\n').at(-1);
  throw new Refusal(failed(`npx could not fetch ${pin}`, log));
}

/** What pnpm says of a package.json that the lockfile has otherwise, or not at all. */
const MISMATCH = /ERR_PNPM_(?:OUTDATED_LOCKFILE|PACKAGE_MANAGER_NO_IMPORTER)/;

/** A package that is new changes the lockfile, except where what was committed is to be proven. */
async function install(env, pin, frozen) {
  const { code, log } = await pnpmInstall(FROZEN, env);
  if (code === 0) return;
  if (!MISMATCH.test(log)) throw new Refusal(failed('pnpm install failed', log));
  if (frozen) {
    throw new Refusal(
      `pnpm-lock.yaml: it does not match the package.json files; run "npx ${pin} install" and commit the lockfile`,
    );
  }
  const again = await pnpmInstall('--no-frozen-lockfile', env);
  if (again.code !== 0) throw new Refusal(failed('pnpm install failed', again.log));
  process.stdout.write('pnpm-lock.yaml: now it matches the package.json files; commit it\n');
}

function pnpmInstall(flag, env) {
  return progress('installing dependencies', 'pnpm', ['install', flag, '--prefer-offline'], env);
}

function failed(what, log) {
  const offline = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|META_FETCH_FAIL/.exec(log)?.[0];
  if (offline !== undefined) {
    return `${root}: ${what} (${offline}); the package registry cannot be reached: check the network, or npm’s registry and proxy`;
  }
  return `${root}: ${what}; its last lines are\n${withoutHosts(log).trim().split('\n').slice(-15).join('\n')}`;
}

/** Registries may be private: neither their hosts nor credentials in a URL belong in a log that people pass on. */
function withoutHosts(log) {
  return log.replace(/\b[a-z+]+:\/\/[^\s/'")]+/g, '<registry>');
}

/** Runs a command whose output only matters when it fails, and says what is going on once that takes a second. */
async function progress(title, command, args, env) {
  const started = Date.now();
  const seconds = () => `${Math.round((Date.now() - started) / 1000)} s`;
  const live = process.stdout.isTTY === true;
  let shown = false;
  const tell = () => {
    if (live) process.stdout.write(`\r${title} … ${seconds()}`);
    else if (!shown) process.stdout.write(`${title} …\n`);
    shown = true;
  };
  const timer = setInterval(tell, 1000);
  try {
    const result = await captured(command, args, env);
    if (shown) process.stdout.write(live ? '\r\u001B[K' : '');
    if (shown && result.code === 0) process.stdout.write(`${title}: ${seconds()}\n`);
    return result;
  } finally {
    clearInterval(timer);
  }
}

function captured(command, args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, env, shell, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let log = '';
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
      log += chunk;
    });
    child.stderr.on('data', (chunk) => (log += chunk));
    child.on('error', (error) =>
      reject(new Refusal(`PATH: ${command} cannot be started (${error.code}); install Node with npm`)),
    );
    child.on('close', (code) => resolve({ code, stdout, log }));
  });
}

function run(command, args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, env, shell, stdio: 'inherit' });
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}

try {
  process.exitCode = await bootstrap(process.argv[2], process.argv.slice(3));
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
