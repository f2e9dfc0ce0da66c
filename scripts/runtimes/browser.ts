import { existsSync, createReadStream, createWriteStream } from 'node:fs';
import { readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import { createBrotliDecompress } from 'node:zlib';
import { bundle } from './bundle.ts';
import type { BrowserRuntime, Launched, Program } from './launch.ts';

/** Runs a program in headless Chromium, in an empty page of the program's origin. */
export async function inBrowser(
  { chromium: executablePath, playwright, esbuild }: BrowserRuntime,
  program: Program,
  folder: string,
): Promise<Launched> {
  const script = await bundle(folder, {
    text: pageEntry(program),
    format: 'iife',
    conditions: ['browser'],
    esbuild,
  });
  const { chromium } = (await import(pathToFileURL(playwright).href)) as Playwright;
  // Without the sandbox, which containers forbid. With these checks it would keep the page from other ports of loopback, and
  // a call that goes where it must not go would not be seen.
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-features=LocalNetworkAccessChecks'],
  });
  try {
    const page = await browser.newPage();
    const printed: string[] = [];
    page.on('console', (message) => {
      // What has no arguments the browser prints by itself, of what it could not load.
      if (message.args().length > 0) printed.push(message.text());
    });
    const url = `${program.origin}/`;
    await page.route(url, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
    await page.goto(url);
    await page.addScriptTag({ content: await readFile(script, 'utf8') });
    const json = await page.evaluate('outcome');
    return { value: JSON.parse(json), printed: printed.join('\n') };
  } finally {
    await browser.close();
  }
}

/** As much of playwright-core as this needs, which is installed on demand. */
interface Playwright {
  readonly chromium: {
    launch: (options: { executablePath: string; args: string[] }) => Promise<Browser>;
  };
}

interface Browser {
  newPage: () => Promise<Page>;
  close: () => Promise<void>;
}

interface Page {
  on: (event: 'console', listener: (message: ConsoleMessage) => void) => void;
  route: (url: string, handler: (route: Route) => Promise<void>) => Promise<void>;
  goto: (url: string) => Promise<unknown>;
  addScriptTag: (tag: { content: string }) => Promise<unknown>;
  evaluate: (expression: string) => Promise<string>;
}

interface ConsoleMessage {
  text: () => string;
  args: () => readonly unknown[];
}

interface Route {
  fulfill: (answer: { contentType: string; body: string }) => Promise<void>;
}

function pageEntry({ file, input }: Program): string {
  return `import { main } from ${JSON.stringify(file)};
globalThis.outcome = main(${JSON.stringify(input)}, {}).then(JSON.stringify);
`;
}

/** Unpacks the Chromium of an installed `@sparticuz/chromium` beside it, and resolves with its path. */
export async function unpackedChromium(installation: string): Promise<string> {
  const file = join(installation, 'chromium');
  if (existsSync(file)) return file;
  // The package's own way leaves it in the system's temporary folder, for any version to find.
  const packed = join(installation, 'node_modules/@sparticuz/chromium/bin/chromium.br');
  const unfinished = `${file}-${process.pid}`;
  await pipeline(
    createReadStream(packed),
    createBrotliDecompress(),
    createWriteStream(unfinished, { mode: 0o755 }),
  );
  await rename(unfinished, file);
  return file;
}
