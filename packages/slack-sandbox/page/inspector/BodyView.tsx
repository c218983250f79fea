import { type FetchBody, type Part, useBody } from './body.ts';
import { type Editable, editableIn } from './editor/editable.ts';
import { JsonBox } from './JsonBox.tsx';

type Props = {
  readonly kind: 'calls' | 'deliveries';
  readonly n: number;
  readonly fetchBody: FetchBody;
  /** Opens a view or message that the app sent in the editor; without it, that isn't offered. */
  readonly edit?: (editable: Editable) => void;
};

const titles: Readonly<Record<string, string>> = { args: 'Arguments' };

/** The body of a call or delivery, part by part. */
export function BodyView({ kind, n, fetchBody, edit }: Props) {
  const body = useBody(fetchBody, kind, n);
  switch (body.state) {
    case 'loading':
      return <p className="quiet">Loading…</p>;
    case 'gone':
      return <p className="quiet">No longer available: the sandbox keeps only the latest.</p>;
    case 'here':
      return body.parts.map((part) => <PartView key={part[0]} part={part} edit={edit} />);
  }
}

function PartView({ part: [name, value], edit }: { readonly part: Part; readonly edit: Props['edit'] }) {
  const editable = edit === undefined || name === 'answer' ? null : editableIn(value);
  return (
    <JsonBox title={titles[name] ?? name.charAt(0).toUpperCase() + name.slice(1)} value={value}>
      {editable !== null && (
        <button type="button" onClick={() => edit?.(editable)}>
          Edit as JSON
        </button>
      )}
    </JsonBox>
  );
}
