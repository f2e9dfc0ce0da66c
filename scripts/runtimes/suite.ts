import type { Runtime } from './launch.ts';
import { startSilentServer } from './silent-server.ts';
import { verdictOf, type Findings, type Verdict } from './verdicts.ts';

/** What every check of scripts/fixtures/runtimes/suite.ts has to find, in every runtime. */
const suiteFindings: Findings = {
  call: { token: 'string', type: 'publish_subscribe' },
  asResponse: { isResponse: true, status: 200, success: true },
  withResponse: { type: 'publish_subscribe', status: 200 },
  asResult: { status: 200, type: 'publish_subscribe' },
  'error status': { name: 'NotFoundError', outcome: 'not-applied', status: 404 },
  'error as result': { ok: false, status: 404 },
  'aborted before': { name: 'APIUserAbortError', outcome: 'not-applied' },
  'aborted meanwhile': { name: 'APIUserAbortError', outcome: 'unknown' },
  timeout: { name: 'OutcomeUnknownError', outcome: 'unknown', timedOut: true },
  'kept connection': { name: 'OutcomeUnknownError', outcome: 'unknown', posts: 2 },
  subpaths: { type: 'publish_subscribe' },
  require: { type: 'publish_subscribe' },
};

/**
 * Runs the compiled suite in every runtime.
 *
 * @param file the suite
 * @param baseURL of a server that keeps the contract
 */
export async function suiteVerdicts(
  runtimes: readonly Runtime[],
  file: string,
  baseURL: string,
): Promise<Verdict[]> {
  const silent = await startSilentServer();
  try {
    const program = { file, input: { baseURL, silentURL: silent.url }, origin: baseURL };
    const verdicts: Verdict[] = [];
    // One after the other: each may take what there is.
    for (const runtime of runtimes) verdicts.push(await verdictOf(runtime, program, findingsIn(runtime)));
    return verdicts;
  } finally {
    await silent.close();
  }
}

/** Only what runs as a process has `require`. */
function findingsIn({ kind }: Runtime): Findings {
  const { require, ...others } = suiteFindings;
  if (kind === 'browser') return { ...others, 'kept connection': sentAgain };
  return kind === 'process' ? { ...others, require } : others;
}

/** Chromium itself sends a request again when a connection that it kept open breaks, and no page can keep it from that. */
const sentAgain = { name: 'OutcomeUnknownError', outcome: 'unknown', posts: 3 };
