import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { close } from '../flows/support/close.ts';
import { type Run, runProgram } from '../flows/support/program.ts';
import { type Scene, setScene } from '../flows/support/scene.ts';

let set: Scene;
let repository: string;
let file: string;

const write = (...args: readonly string[]): Promise<Run> =>
  runProgram(set.env, 'cli', 'postmortem', 'INC-1', '--into', ...args);
const git = (...args: readonly string[]): string =>
  execFileSync('git', ['-c', 'user.name=Alice', '-c', 'user.email=alice@example.com', ...args], {
    cwd: repository,
    encoding: 'utf8',
  });
const commit = (message: string): string => git('commit', '--quiet', '--all', '--message', message);
const text = (): string => readFileSync(file, 'utf8');
const edit = (from: string, to: string): void => writeFileSync(file, text().replace(from, to));

beforeAll(async () => {
  set = await setScene({ logLevel: 'silent' });
  const channel = await set.declare({ Commander: 'alice' });
  await close(set, channel, { Summary: 'Chats hung' });
  repository = mkdtempSync(join(tmpdir(), 'postmortems-'));
  file = join(repository, 'postmortems.md');
  git('init', '--quiet');
  writeFileSync(file, '# Postmortems\n\nWhat we learned.\n');
  git('add', '.');
  commit('Begin');
});
afterAll(async () => {
  await set.stop();
  rmSync(repository, { recursive: true, force: true });
});

describe('a postmortem in a file of a repository', () => {
  test('is written once, committed, edited by hand, and follows the record without touching that', async () => {
    const { code, output } = await write(file);
    expect({ code, output }).toEqual({ code: 0, output: `${file}: INC-1 written.\n` });
    expect(text()).toMatch(
      /^# Postmortems\n\nWhat we learned\.\n<!-- intercom-incident postmortem INC-1 .* -->\n## Incident: /,
    );
    commit('Add INC-1');
    expect((await write(file)).output).toBe(`${file} has INC-1 as it is now. Nothing was written.\n`);
    expect(git('status', '--porcelain')).toBe('');

    edit('What we learned.', 'What we learned, and when.');
    edit('### Root Cause\nNot recorded', '### Root Cause\nA failover, see the **ticket**');
    commit('Say more');
    await set.type(set.alice, 'todo Alert on 5xx', 'inc-1-conversations-not-loading');
    expect((await write(file)).output).toBe(`${file}: INC-1 written.\n`);
    const changed = git('diff', '--unified=0', '--', file)
      .split('\n')
      .filter((line) => /^[-+](?!--|\+\+)/.test(line) && !line.includes('<!--'));
    expect(changed.filter((line) => line.startsWith('-'))).toEqual(['-Not recorded']);
    expect(changed.join('\n')).toContain('+- [ ] Alert on 5xx');
    expect(text()).toContain('A failover, see the **ticket**');
    commit('Follow the record');
  });

  test('is not written where people and the record changed the same, unless told which to keep', async () => {
    edit('Chats hung', 'Chats hung for everybody');
    commit('Say who');
    await set.opens(set.alice, () =>
      set.alice.click(
        set.workspace
          .channel('inc-1-conversations-not-loading')
          .posts.find(({ text }) => text.startsWith('Postmortem of')) ?? 'home',
        'Edit postmortem',
      ),
    );
    await set.alice.submit({ Summary: 'Chats were lost' });
    await set.settled();
    const { code, output } = await write(file);
    expect(code).toBe(1);
    expect(output).toContain('"Summary" changed in the file and in the record. Nothing was written.');
    expect(output).toContain('--- "Summary" in the file\n### Summary\nChats hung for everybody\n');
    expect(output).toContain('--- "Summary" in the record\n### Summary\nChats were lost\n');
    expect(output).toContain('--keep file or --keep record');
    expect(git('status', '--porcelain')).toBe('');
    expect((await write(file, '--keep', 'record')).output).toBe(`${file}: INC-1 written.\n`);
    expect(text()).toContain('### Summary\nChats were lost\n');
    commit('Take the record');
  });

  test('keeps the permissions of the file, and where a link leads', async () => {
    const link = join(repository, 'link.md');
    symlinkSync(file, link);
    chmodSync(file, 0o640);
    edit(
      '<!-- /intercom-incident postmortem INC-1 -->',
      '<!-- /intercom-incident postmortem INC-1 -->\nThe end',
    );
    await set.type(set.alice, 'todo Warm the cache', 'inc-1-conversations-not-loading');
    await write(link);
    expect(text()).toContain('Warm the cache');
    expect(statSync(file).mode & 0o777).toBe(0o640);
  });

  test('is written where a link leads, also if no file is there yet', async () => {
    const link = join(repository, 'link-to-new.md');
    symlinkSync('new.md', link);
    expect((await write(link)).output).toBe(`${link}: INC-1 written.\n`);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(repository, 'new.md'), 'utf8')).toContain('## Incident: ');
  });

  test.each<[string, () => string, RegExp]>([
    [
      'what is no file, such as a pipe or /dev/null',
      () => {
        const pipe = join(repository, 'pipe');
        execFileSync('mkfifo', [pipe]);
        return pipe;
      },
      /pipe isn't a file\. Nothing was written\./,
    ],
    ['a folder', () => repository, /can't be read \(EISDIR\)\. Nothing was written\./],
    [
      'a file in a folder that is not there',
      () => join(repository, 'no', 'a.md'),
      /can't be written \(ENOENT\)\. Nothing was written\. Check the path, and who may write there\./,
    ],
    [
      'a file in UTF-16',
      () => {
        const utf16 = join(repository, 'utf16.md');
        writeFileSync(utf16, Buffer.from('\ufeff# Ours\n', 'utf16le'));
        return utf16;
      },
      /isn't a text file in UTF-8\. Nothing was written\./,
    ],
    [
      'a marker without its end',
      () => {
        const broken = join(repository, 'broken.md');
        writeFileSync(broken, '<!-- intercom-incident postmortem INC-1 -->\n');
        return broken;
      },
      /line 1: the marker at its end is missing, or in a code block\. Nothing was written\./,
    ],
  ])('refuses %s with a sentence', async (_name, target, why) => {
    const { code, output } = await write(target());
    expect(code).toBe(1);
    expect(output).toMatch(why);
    expect(output).not.toMatch(/\n\s+at /);
  });
});
