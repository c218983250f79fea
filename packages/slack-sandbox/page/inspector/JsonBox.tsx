import { type ReactNode, useState } from 'react';
import type { Json } from '../../slack/json.ts';

type Props = {
  readonly title: string;
  readonly value: Json;
  /** Further buttons beside `Copy`. */
  readonly children?: ReactNode;
};

const short = 40;

/** A JSON value with its name, to read and copy. A long one is cut unless expanded. */
export function JsonBox({ title, value, children }: Props) {
  const [whole, setWhole] = useState(false);
  const [copied, setCopied] = useState<string | null>(null);
  const text = JSON.stringify(value, null, 2);
  const lines = text.split('\n');
  const cut = !whole && lines.length > short;

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied('Copied.');
    } catch {
      setCopied('Your browser blocked copying. Select the text instead.');
    }
  };

  return (
    <div className="json">
      <div className="bar">
        <h3>{title}</h3>
        <span className="quiet" role="status">
          {copied}
        </span>
        {children}
        <button type="button" aria-label={`Copy ${title.toLowerCase()}`} onClick={() => void copy()}>
          Copy
        </button>
      </div>
      <pre>{cut ? lines.slice(0, short).join('\n') : text}</pre>
      {cut && (
        <button type="button" onClick={() => setWhole(true)}>
          Show all {lines.length} lines
        </button>
      )}
    </div>
  );
}
