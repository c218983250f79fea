import type { ReactNode } from 'react';
import type { ShownFile } from '../../server/screen.ts';
import { Icon } from '../parts/Icon.tsx';
import { MarkdownText } from '../text/MarkdownText.tsx';

/** The files of a message: pictures shown, markdown rendered, plain text as it is; each can be downloaded. */
export function Files({ files }: { readonly files: readonly ShownFile[] }): ReactNode {
  return files.map((file) => <FileCard key={file.id} file={file} />);
}

function FileCard({ file }: { readonly file: ShownFile }): ReactNode {
  const name = file.title || file.name;
  const address = `/file/${encodeURIComponent(file.id)}`;
  return (
    <figure className="file">
      <figcaption>
        <Icon name="file" />
        <span className="file-name">{name}</span>
        <span className="quiet">{file.mimetype}</span>
        <a href={address} download={file.name} aria-label={`Download ${name}`}>
          Download
        </a>
      </figcaption>
      {file.mimetype.startsWith('image/') && <img src={address} alt={file.description || name} />}
      {file.text !== null && <FileText file={file} text={file.text} />}
    </figure>
  );
}

type TextProps = { readonly file: ShownFile; readonly text: string };

function FileText({ file, text }: TextProps): ReactNode {
  const isMarkdown = file.mimetype === 'text/markdown' || file.name.endsWith('.md');
  return (
    <details className="file-text" open={isMarkdown}>
      <summary>{isMarkdown ? 'Read' : 'Show'}</summary>
      {isMarkdown ? (
        <MarkdownText text={text} />
      ) : (
        // biome: a region that scrolls must be reachable by keyboard.
        <pre>{text}</pre>
      )}
    </details>
  );
}
