// The offline archive, unpacked by the system's tools and opened from the disk with the network cut off.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileUrl, launch, open, program, project, temporary } from './support.mjs';

const it = {};
const environment = { ...process.env, LC_ALL: 'C.UTF-8' };

function archive(file, ...more) {
  execFileSync(program, ['archive', '--quiet', '--output', file, ...more], { cwd: project });
  return file;
}

before(async () => {
  it.zip = archive(join(temporary(), 'gazette.zip'));
  const unpacked = join(temporary(), 'unpacked');
  execFileSync('unzip', ['-q', it.zip, '-d', unpacked], { env: environment });
  const inside = readdirSync(unpacked);
  assert.equal(inside.length, 1);
  it.folder = join(unpacked, inside[0]);
  it.browser = await launch();
});

after(() => it.browser?.close());

test('unzip and sha256sum agree, two archives are identical, a flipped bit is named', () => {
  execFileSync('unzip', ['-tq', it.zip], { env: environment });
  execFileSync('sha256sum', ['--check', '--strict', '--quiet', 'MANIFEST.sha256'], { cwd: it.folder });
  const again = readFileSync(archive(join(temporary(), '另一个文件夹.zip')));
  const bytes = readFileSync(it.zip);
  assert.ok(bytes.equals(again));
  const verify = (path) => spawnSync(program, ['verify', path], { encoding: 'utf8' });
  assert.equal(verify(it.zip).status, 0);
  assert.equal(verify(it.folder).status, 0);
  const index = join(it.folder, 'documents/shenzhengfa-2026-1.html');
  const page = readFileSync(index);
  const flipped = Buffer.from(page);
  flipped[1000] ^= 4;
  writeFileSync(index, flipped);
  const { status, stderr } = verify(it.folder);
  writeFileSync(index, page);
  assert.equal(status, 1);
  assert.match(stderr, /changed: documents\/shenzhengfa-2026-1\.html/);
});

test('it opens with index.html and is read through without a network', async () => {
  const base = fileUrl(it.folder);
  const { page, problems, close } = await open(it.browser, base, 'index.html', { offline: true });
  await page.getByRole('link', { name: /重点工作分工方案的通知$/ }).first().click();
  await page.getByRole('heading', { level: 1, name: /重点工作分工方案/ }).waitFor();
  await page.locator('#task-48 a[href*="units/"]').first().click();
  await page.waitForURL(/units\//);
  await page.goBack();
  await page.getByRole('link', { name: '各期公报' }).first().click();
  await page.waitForURL(/issues\/index\.html$/);
  assert.deepEqual(problems, []);
  await close();
});

test('every page of it opens without an error, and every link on it leads to a file of it', async () => {
  const base = fileUrl(it.folder);
  const names = readdirSync(it.folder, { recursive: true }).map((name) => name.replaceAll('\\', '/'));
  const files = new Set(names);
  const pages = names.filter((name) => name.endsWith('.html'));
  assert.ok(pages.length > 100);
  const { page, problems, close } = await open(it.browser, base, 'index.html', { offline: true });
  for (const name of pages) {
    await page.goto(base + name);
    const links = await page.evaluate(() => Array.from(document.querySelectorAll('a[href]'), (link) => link.href));
    for (const link of links.filter((link) => link.startsWith('file:'))) {
      const target = decodeURIComponent(link.slice(base.length).split('#')[0]);
      assert.ok(link.startsWith(base) && files.has(target), `${name}: ${link}`);
    }
  }
  assert.deepEqual(problems, []);
  await close();
});

test('a part of it says that it is one, and what it does not hold is marked and no link', async () => {
  const zip = archive(join(temporary(), 'part.zip'), '--issues', '2026-no03-04', '--with-sources');
  const unpacked = join(temporary(), 'unpacked');
  execFileSync('unzip', ['-q', zip, '-d', unpacked], { env: environment });
  const folder = join(unpacked, readdirSync(unpacked)[0]);
  const { page, problems, close } = await open(it.browser, fileUrl(folder), 'index.html', { offline: true });
  assert.match(await page.locator('.part-line').innerText(), /2026年第3、4期/);
  await page.getByRole('link', { name: /文件索引/ }).first().click();
  await page.waitForURL(/lists\/index\.html$/);
  assert.deepEqual(problems, []);
  assert.ok(!readdirSync(join(folder, 'documents')).includes('liaoning-plan-2024.html'));
  assert.ok(readFileSync(join(folder, '说明.txt'), 'utf8').includes('sources'));
  await close();
});
