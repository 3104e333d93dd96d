// Builds sites with the program, for all tests in JavaScript.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const project = join(dirname(fileURLToPath(import.meta.url)), '..');
export const program = process.env.GONGBAO ?? join(project, 'target', 'release', 'gongbao');

export function temporary() {
  return mkdtempSync(join(tmpdir(), 'gongbao-'));
}

export function build(content, ...more) {
  const output = join(temporary(), 'site');
  execFileSync(program, ['build', '--quiet', '--content', content, '--output', output, ...more], { cwd: project });
  return output;
}

export function buildFiles(files) {
  const content = join(temporary(), 'content');
  for (const [name, text] of Object.entries(files)) {
    const path = join(content, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  return build(content);
}
