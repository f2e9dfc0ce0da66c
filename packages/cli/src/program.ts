import { Command, CommanderError } from 'commander';
import type { AttestOptions } from './attest.js';
import type { Console } from './console.js';
import type { DiffOptions } from './diff.js';
import { EXIT } from './exit.js';
import type { Exit } from './exit.js';
import { reportFailure } from './failure.js';
import type { GenerateOptions } from './generate/targets.js';
import { ownVersion } from './versions.js';
import type { InspectOptions } from './inspect.js';
import type { MockOptions } from './mock.js';
import type { NewOptions } from './new.js';
import type { PublishOptions } from './publish.js';
import type { ReleaseOptions } from './release/release.js';
import type { VerifyOptions } from './verify.js';

/** Runs `specline` with its arguments. Resolves to the exit status, whatever fails. */
export async function run(args: readonly string[], console: Console): Promise<Exit> {
  let exit: Exit = EXIT.done;
  const program = programOf(console, (outcome) => {
    exit = outcome;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return exit;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.input;
    return reportFailure(error, console);
  }
}

/** Receives the exit status of a command. Each command is imported when it runs, so that no other is loaded. */
type Finish = (exit: Exit) => void;

/** Returns the program with all commands. Its action passes the exit status to `finish`. */
export function programOf(console: Console, finish: Finish): Command {
  const program = new Command('specline')
    .description('Turn OpenAPI documents into TypeScript packages, and release them.')
    .version(ownVersion())
    .exitOverride()
    .configureOutput({
      writeOut: (text) => console.stdout.write(text),
      writeErr: (text) => console.stderr.write(text),
    })
    .showHelpAfterError('(run specline --help for usage)');
  const commands = [
    addGenerate,
    addNew,
    addDiff,
    addUpdate,
    addRelease,
    addPublish,
    addAttest,
    addVerify,
    addMock,
    addInspect,
  ];
  for (const add of commands) add(program, console, finish);
  return program;
}

function addGenerate(program: Command, console: Console, finish: Finish): void {
  program
    .command('generate')
    .description('Generate the packages of all APIs, the named APIs, or one document.')
    .argument('[api...]', 'folders under spec/ (default: all)')
    .option('--spec <file>', 'generate from this OpenAPI document, outside a workspace')
    .option('--out <folder>', 'with --spec: write types/ and client/ here')
    .option('--sdk <file>', 'with --spec: use this sdk.yaml')
    .option('--check', 'write nothing; list files that differ and exit 1')
    .option('--watch', 'generate again when a file of the spec changes')
    .option('--json', 'print written files and used, ignored and refused parts as JSON')
    .action(async (apis: string[], options: GenerateOptions) => {
      const { generate } = await import('./generate.js');
      finish(await generate(apis, options, console));
    });
}

function addNew(program: Command, console: Console, finish: Finish): void {
  program
    .command('new')
    .description('Create an API: its folder under spec/ and its packages.')
    .argument('<api>', 'name: lower-case letters, digits and hyphens')
    .option('--from <file>', 'start from this OpenAPI document (default: a template)')
    .option('--sdk <file>', 'with --from: use this sdk.yaml')
    .option('--json', 'print written files and used, ignored and refused parts as JSON')
    .action(async (api: string, options: NewOptions) => {
      const { newApi } = await import('./new.js');
      finish(await newApi(api, options, console));
    });
}

function addVerify(program: Command, console: Console, finish: Finish): void {
  const several = (value: string, before: readonly string[] = []): string[] => [...before, value];
  program
    .command('verify')
    .description('Check a running server against an OpenAPI document.')
    .requiredOption('--spec <file>', 'an OpenAPI document')
    .requiredOption('--url <url>', "URL of the server; replaces the document's server URLs")
    .option(
      '--header-env <name=variable>',
      'send a header with the value of an environment variable',
      several,
    )
    .option('--header <name: value>', 'send a header; for a secret, use --header-env', several)
    .option('--unsafe', 'also send POST, PUT, PATCH, DELETE, valid and invalid')
    .option('--timeout <ms>', 'time limit per request in milliseconds (default: 30000)')
    .option('--json', 'print results and counts as JSON')
    .action(async (options: VerifyOptions) => {
      const { verify } = await import('./verify.js');
      finish(await verify(options, console));
    });
}

function addMock(program: Command, console: Console, finish: Finish): void {
  program
    .command('mock')
    .description('Start a mock server that validates requests against a document.')
    .requiredOption('--spec <file>', 'an OpenAPI document')
    .option('--port <n>', 'port (default: any free port)')
    .option('--host <host>', 'host to listen on (default: 127.0.0.1)')
    .action(async (options: MockOptions) => {
      const { mock } = await import('./mock.js');
      finish(await mock(options, console));
    });
}

function addInspect(program: Command, console: Console, finish: Finish): void {
  program
    .command('inspect')
    .description('Print the model of all APIs, the named APIs, or one document as JSON.')
    .argument('[api...]', 'folders under spec/ (default: all)')
    .option('--spec <file>', 'inspect this OpenAPI document, outside a workspace')
    .option('--sdk <file>', 'with --spec: use this sdk.yaml')
    .option('--pointer <pointer>', 'print only what comes from this place of the document')
    .action(async (apis: string[], options: InspectOptions) => {
      const { inspect } = await import('./inspect.js');
      finish(await inspect(apis, options, console));
    });
}

function addDiff(program: Command, console: Console, finish: Finish): void {
  program
    .command('diff')
    .description('Show changes and the required version bump; exit 1 if breaking.')
    .argument('[old]', 'file or REF:path in git (default: the last release of each API)')
    .argument('[new]', 'file or REF:path in git (default: the current specs)')
    .option('--json', 'print the bump, the bump of each layer, and all changes as JSON')
    .option('--format <format>', 'text, json, github or markdown (default: text)')
    .action(async (old: string | undefined, next: string | undefined, options: DiffOptions) => {
      const { diff } = await import('./diff.js');
      const names = [old, next].filter((name) => name !== undefined);
      finish(await diff(names, options, console));
    });
}

function addUpdate(program: Command, console: Console, finish: Finish): void {
  program
    .command('update')
    .description('Lint, generate, write the changeset and run the contract tests.')
    .argument('[api...]', 'folders under spec/ (default: all)')
    .action(async (apis: string[]) => {
      const { update } = await import('./release/update.js');
      finish(await update(apis, console));
    });
}

function addRelease(program: Command, console: Console, finish: Finish): void {
  program
    .command('release')
    .description('Raise versions, write changelogs and save the baseline.')
    .option('--check', 'write nothing; show the next release, exit 1 if it is refused')
    .option('--base <ref>', 'with --check: report changes since REF; only these set the exit code')
    .option('--format <format>', 'with --check: text, json, github or markdown (default: text)')
    .option('--json', 'with --check: the same as --format json')
    .option('--snapshot [tag]', 'write preview versions and save no baseline')
    .option('--record', 'only save the baseline of the current versions')
    .action(async (options: ReleaseOptions) => {
      const { release } = await import('./release/release.js');
      finish(await release(options, console));
    });
}

function addPublish(program: Command, console: Console, finish: Finish): void {
  program
    .command('publish')
    .description('Publish the versions that the registry does not have.')
    .option('--dry-run', 'build, pack and list what would be published')
    .option('--out <folder>', 'write tarballs, SBOMs and attestations here')
    .option('--from <folder>', 'publish the tarballs of an earlier --out; pack nothing')
    .option('--json', 'print the state of each package as JSON')
    .action(async (options: PublishOptions) => {
      const { publish } = await import('./publish.js');
      finish(await publish(options, console));
    });
}

function addAttest(program: Command, console: Console, finish: Finish): void {
  program
    .command('attest')
    .description('Show the spec, generator and lockfile that a tarball was made from.')
    .argument('<tarball>', 'a .tgz file')
    .option('--verify', 'verify tarball and workspace; exit 1 on mismatch')
    .option('--manifest <file>', 'with --verify: attestation (default: the file beside the tarball)')
    .action(async (tarball: string, options: AttestOptions) => {
      const { attest } = await import('./attest.js');
      finish(attest(tarball, options, console));
    });
}
