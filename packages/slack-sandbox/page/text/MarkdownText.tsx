import type { ReactNode } from 'react';
import Markdown, { type Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { safeLink } from './safe-link.ts';

const components: Components = {
  a: ({ href = '', children }) => (
    <a href={safeLink(href) ?? '#'} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  ),
  /* A task's checkbox is only read: as a field it would have no name. */
  input: ({ checked }) => (
    <span role="img" aria-label={checked ? 'done' : 'open'} data-done={checked === true} />
  ),
};

/** Markdown (GitHub's flavor), from a file or a block of that name; HTML in it stays text. */
export function MarkdownText({ text }: { readonly text: string }): ReactNode {
  return (
    <div className="markdown">
      <Markdown remarkPlugins={[remarkGfm]} components={components}>
        {text}
      </Markdown>
    </div>
  );
}
