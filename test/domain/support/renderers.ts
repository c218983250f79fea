import { spawnSync } from 'node:child_process';
import MarkdownIt from 'markdown-it';
import { marked } from 'marked';

/** A program that people read the postmortem with: markdown documents to as many pages of HTML. */
export type Render = (documents: readonly string[]) => string[];

/** A renderer, and Debian's package of it; null for one that comes with npm. */
export type Renderer = { readonly render: Render; readonly debian: string | null };

/** Runs a program on standard input; throws what it said when it failed. */
function run(command: string, args: readonly string[], input: string): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { input, encoding: 'utf8' });
  if (error || status !== 0) throw error ?? new Error(`${command} failed: ${stderr}`);
  return stdout;
}

const command = (debian: string, name: string, ...args: string[]): Renderer => ({
  render: (documents) => documents.map((document) => run(name, args, document)),
  debian,
});

/** Debian's Python, whose packages apt installs; a Python of one's own has others. */
const debianPython = '/usr/bin/python3';
const python = (debian: string, imports: string, page: string): Renderer => ({
  render(documents) {
    const script = `import json, sys, ${imports}\nprint(json.dumps([${page} for text in json.load(sys.stdin)]))`;
    const pages: unknown = JSON.parse(run(debianPython, ['-c', script], JSON.stringify(documents)));
    return Array.isArray(pages) ? pages.map(String) : [];
  },
  debian,
});

const npm = (page: (document: string) => string): Renderer => ({
  render: (documents) => documents.map(page),
  debian: null,
});

const markdownIt = new MarkdownIt({ html: true, linkify: true });

/** Each renderer with its most permissive settings: raw HTML stays raw, extensions are on. */
export const renderers: Readonly<Record<string, Renderer>> = {
  'cmark-gfm': command(
    'cmark-gfm',
    'cmark-gfm',
    '--unsafe',
    ...['table', 'strikethrough', 'autolink', 'tasklist'].flatMap((name) => ['-e', name]),
  ),
  'pandoc (markdown)': command('pandoc', 'pandoc', '-f', 'markdown', '-t', 'html', '--wrap=preserve'),
  'pandoc (gfm)': command('pandoc', 'pandoc', '-f', 'gfm', '-t', 'html', '--wrap=preserve'),
  discount: command('discount', 'markdown'),
  'python-markdown': python('python3-markdown', 'markdown', 'markdown.markdown(text)'),
  'python-markdown (extra)': python(
    'python3-markdown',
    'markdown',
    'markdown.markdown(text, extensions=["extra"])',
  ),
  mistune: python('python3-mistune', 'mistune', 'mistune.html(text)'),
  'markdown-it': npm((document) => markdownIt.render(document)),
  marked: npm((document) => marked.parse(document, { async: false })),
};

/** What is missing where a renderer does not run here, and how to get it; null where it runs. */
export function lackOf({ render, debian }: Renderer, name: string): string | null {
  try {
    render(['x']);
    return null;
  } catch {
    return `the postmortem in ${name}. Install it (Debian: apt-get install ${debian}).`;
  }
}
