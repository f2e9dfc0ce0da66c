import { Command, CommanderError } from 'commander';
import type { AttestOptions } from './attest.js';
import type { Console } from './console.js';
import type { DiffOptions } from './diff.js';
import { EXIT } from './exit.js';
import type { Exit } from './exit.js';
import { reportFailure } from './failure.js';
import type { GenerateOptions } from './job.js';
import { ownVersion } from './versions.js';
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

/** Who runs one command pays for loading no other. */
type Finish = (exit: Exit) => void;

function programOf(console: Console, finish: Finish): Command {
  const program = new Command('specline')
    .description('OpenAPI fragments in, proven TypeScript packages out.')
    .version(ownVersion())
    .exitOverride()
    .configureOutput({
      writeOut: (text) => console.stdout.write(text),
      writeErr: (text) => console.stderr.write(text),
    })
    .showHelpAfterError('(specline --help tells how it is used)');
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
  ];
  for (const add of commands) add(program, console, finish);
  return program;
}

function addGenerate(program: Command, console: Console, finish: Finish): void {
  program
    .command('generate')
    .description('write the packages of every API under spec/, of the named ones, or of any document')
    .argument('[api...]', 'folders under spec/; all of them where none is named')
    .option('--spec <file>', 'an OpenAPI document anywhere, instead of an API of the workspace')
    .option('--out <folder>', 'where types/ and client/ of --spec go')
    .option('--sdk <file>', 'an sdk.yaml for --spec')
    .option('--check', 'write nothing; exit 1 and name the files that differ')
    .option('--watch', 'generate again whenever a file of the spec changes')
    .option('--json', 'print what was written, and what was used, ignored and refused, as JSON')
    .action(async (apis: string[], options: GenerateOptions) => {
      const { generate } = await import('./generate.js');
      finish(await generate(apis, options, console));
    });
}

function addNew(program: Command, console: Console, finish: Finish): void {
  program
    .command('new')
    .description('begin an API: its folder under spec/ and its packages, ready to test')
    .argument('<api>', 'its name: lower-case letters, digits and hyphens')
    .option('--from <file>', 'an OpenAPI document to begin with, instead of one operation to edit')
    .option('--sdk <file>', 'an sdk.yaml for --from')
    .option('--json', 'print what was written, and what was used, ignored and refused, as JSON')
    .action(async (api: string, options: NewOptions) => {
      const { newApi } = await import('./new.js');
      finish(await newApi(api, options, console));
    });
}

function addVerify(program: Command, console: Console, finish: Finish): void {
  const several = (value: string, before: readonly string[] = []): string[] => [...before, value];
  program
    .command('verify')
    .description('does a server keep a document: exit 1 where it does not')
    .requiredOption('--spec <file>', 'an OpenAPI document')
    .requiredOption('--url <url>', "the server, in place of the document's server URLs")
    .option('--header-env <name=variable>', 'a header whose value is in an environment variable', several)
    .option('--header <name: value>', 'a header with its value; secrets belong into --header-env', several)
    .option(
      '--unsafe',
      'send POST, PUT, PATCH, DELETE and the like too, which change what the server has, and then bad ones, which may; without it only GET, HEAD, OPTIONS, QUERY',
    )
    .option('--timeout <ms>', 'milliseconds for a request and its answer, by default 30000')
    .option('--json', 'print the results and their counts as JSON')
    .action(async (options: VerifyOptions) => {
      const { verify } = await import('./verify.js');
      finish(await verify(options, console));
    });
}

function addMock(program: Command, console: Console, finish: Finish): void {
  program
    .command('mock')
    .description(
      'a server that keeps a document: it refuses what is not documented, and answers with what is',
    )
    .requiredOption('--spec <file>', 'an OpenAPI document')
    .option('--port <n>', 'by default any that is free')
    .option('--host <host>', 'by default 127.0.0.1')
    .action(async (options: MockOptions) => {
      const { mock } = await import('./mock.js');
      finish(await mock(options, console));
    });
}

function addDiff(program: Command, console: Console, finish: Finish): void {
  program
    .command('diff')
    .description('what changed, and which version it asks for: exit 1 where callers break')
    .argument('[old]', 'a file, or REF:path for one in git; without it, what every API has released')
    .argument('[new]', 'likewise')
    .option('--json', 'print the bump, that of each layer, and all changes as JSON')
    .option('--format <format>', 'text, json, github (annotations) or markdown')
    .action(async (old: string | undefined, next: string | undefined, options: DiffOptions) => {
      const { diff } = await import('./diff.js');
      const names = [old, next].filter((name) => name !== undefined);
      finish(await diff(names, options, console));
    });
}

function addUpdate(program: Command, console: Console, finish: Finish): void {
  program
    .command('update')
    .description('after an edit: lint, generate, write what it means as a changeset, run the contract tests')
    .argument('[api...]', 'folders under spec/; all of them where none is named')
    .action(async (apis: string[]) => {
      const { update } = await import('./release/update.js');
      finish(await update(apis, console));
    });
}

function addRelease(program: Command, console: Console, finish: Finish): void {
  program
    .command('release')
    .description('raise the versions of what changed, write changelogs, and record what each version means')
    .option('--check', 'write nothing; tell what the next release holds, and exit 1 if it would be refused')
    .option('--base <ref>', 'with --check: tell first what changed since REF, which alone decides')
    .option('--format <format>', 'with --check: text, json, github (annotations) or markdown')
    .option('--json', 'with --check: the same as --format json')
    .option('--snapshot [tag]', 'versions to try out, which are recorded nowhere')
    .option('--record', 'only write down what the current versions mean, for later ones to be held against')
    .action(async (options: ReleaseOptions) => {
      const { release } = await import('./release/release.js');
      finish(await release(options, console));
    });
}

function addPublish(program: Command, console: Console, finish: Finish): void {
  program
    .command('publish')
    .description('publish what the registry of the environment does not have yet, types before clients')
    .option('--dry-run', 'build and pack, and say what would be published; without a registry, only pack')
    .option('--out <folder>', 'where the tarballs go, each with its SBOM and attestation beside it')
    .option('--from <folder>', 'publish what an earlier --out left there, and pack nothing')
    .option('--json', 'print what became of each package as JSON')
    .action(async (options: PublishOptions) => {
      const { publish } = await import('./publish.js');
      finish(await publish(options, console));
    });
}

function addAttest(program: Command, console: Console, finish: Finish): void {
  program
    .command('attest')
    .description('what a tarball of this workspace was made from: spec, generator, lockfile')
    .argument('<tarball>', 'a .tgz')
    .option('--verify', 'hold it, and its workspace, against what was attested; exit 1 where they differ')
    .option('--manifest <file>', 'what was attested, for --verify, where it is not beside the tarball')
    .action(async (tarball: string, options: AttestOptions) => {
      const { attest } = await import('./attest.js');
      finish(attest(tarball, options, console));
    });
}
