// Serves sites, opens them in Debian's Chromium.
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { after, before } from 'node:test';
import { join, normalize } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { build, program, project } from '../sites.mjs';

export * from '../sites.mjs';

const types = { html: 'text/html', css: 'text/css', js: 'text/javascript', json: 'application/json', svg: 'image/svg+xml' };

// The preview of a folder with content and themes, when it is ready.
export async function preview(folder) {
  const process = spawn(program, ['serve', '--port', '0'], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  const url = await new Promise((ready) => {
    let printed = '';
    process.stderr.on('data', (data) => {
      printed += data;
      const found = printed.match(/http:\/\/127\.0\.0\.1:\d+\//);
      if (found) ready(found[0]);
    });
  });
  return { url, pid: process.pid, close: () => process.kill('SIGINT') };
}

// A plain static server on the loopback address; unknown addresses get the site's own page.
export async function serve(folder) {
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, 'http://localhost').pathname));
    const send = (status, name) => {
      // Read first: when there is no such file, nothing has been sent yet.
      const bytes = readFileSync(join(folder, name));
      const type = types[name.split('.').pop()] ?? 'application/octet-stream';
      response.writeHead(status, { 'content-type': `${type}; charset=utf-8` });
      response.end(bytes);
    };
    try {
      send(200, path.endsWith('/') ? `${path}index.html` : path);
    } catch {
      send(404, '404.html');
    }
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}

export function fileUrl(folder) {
  return `${pathToFileURL(folder).href}/`;
}

export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  });
}

// A page that remembers what went wrong on it: console errors, failed loads, requests to other places. A load that is
// cut short because the page is left, such as that of its icon, did not fail.
export async function open(browser, base, address, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const problems = [];
  page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) problems.push(message.text()); });
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText;
    if (reason !== 'net::ERR_ABORTED') problems.push(`failed (${reason}): ${request.url()}`);
  });
  page.on('request', (request) => { if (!request.url().startsWith(base)) problems.push(`outside: ${request.url()}`); });
  await page.goto(base + address);
  return { page, problems, close: () => context.close() };
}

// The sample site, served and ready for the tests of a file: what is in `it` is there when they run.
export function sampleSite() {
  const it = {};
  before(async () => {
    it.site = build(join(project, 'content'));
    it.server = await serve(it.site);
    it.browser = await launch();
  });
  after(async () => {
    await it.browser?.close();
    it.server?.close();
  });
  return it;
}
