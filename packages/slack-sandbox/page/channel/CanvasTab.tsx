import type { ReactNode } from 'react';
import type { OpenChannel } from '../../server/screen.ts';
import { MarkdownText } from '../text/MarkdownText.tsx';

type Props = Pick<OpenChannel, 'canvas'>;

/** The channel's canvas, folded under its title. */
export function CanvasTab({ canvas }: Props): ReactNode {
  if (canvas === null) return null;
  return (
    <details className="canvas">
      <summary>Canvas: {canvas.title}</summary>
      <section className="canvas-text" aria-label={`Canvas ${canvas.title}`}>
        <MarkdownText text={canvas.markdown} />
      </section>
    </details>
  );
}
