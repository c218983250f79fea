import { useEffect, useId, useRef, useState } from 'react';
import { jsonObject } from '../../../slack/json.ts';
import type { Send } from '../../send.ts';
import { CheckedList } from './CheckedList.tsx';
import { type Checked, checkedText } from './checked.ts';
import type { Editable } from './editable.ts';
import { examples } from './examples.ts';
import { scanJson } from './json-scan.ts';
import { lineAndColumn } from './place-text.ts';

/** What is being edited: the kind of view, and its JSON as typed. */
export type Draft = { readonly what: Editable['what']; readonly text: string };

/** A view or message as a draft. */
export function draftOf({ what, json }: Editable): Draft {
  return { what, text: JSON.stringify(json, null, 2) };
}

type Props = {
  readonly draft: Draft;
  readonly change: (draft: Draft) => void;
  readonly act: Send;
  /** The open channel, where a message is shown; null for the direct message with the app. */
  readonly channel: { readonly id: string; readonly name: string } | null;
  /** Whether the text takes the focus, because someone came here to edit. */
  readonly takeFocus: boolean;
};

const kinds = [
  ['message', 'Message'],
  ['modal', 'Modal'],
  ['home', 'Home tab'],
] as const;

/** Views and messages as JSON: edited, checked against Slack's limits, and shown without the app knowing. */
export function ViewEditor({ draft, change, act, channel, takeFocus }: Props) {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [checked, setChecked] = useState<Checked | null>(null);
  useEffect(() => {
    if (takeFocus) field.current?.focus();
  }, [takeFocus]);

  const edit = (next: Draft) => {
    setChecked(null);
    change(next);
  };
  const show = async () => {
    const { text, what } = draft;
    const scan = scanJson(text);
    if (!scan.ok) return setChecked(faultText(scan.fault, text));
    const json = jsonObject.safeParse(JSON.parse(text));
    if (!json.success) return setChecked(notAnObject);
    const answer = await act({ do: 'check', what, json: json.data, channel: channel?.id ?? null });
    setChecked(checkedText(answer, whereIs(what, channel), { text, places: scan.places }));
  };
  const goTo = (at: number) => {
    field.current?.focus();
    field.current?.setSelectionRange(at, at + 1);
  };

  return (
    <div className="editor">
      <fieldset>
        <legend>What it is</legend>
        {kinds.map(([what, label]) => (
          <label key={what}>
            <input
              type="radio"
              name={id}
              checked={draft.what === what}
              onChange={() => edit({ ...draft, what })}
            />
            {label}
          </label>
        ))}
        <button type="button" onClick={() => edit(draftOf(examples[draft.what]))}>
          Start from an example
        </button>
      </fieldset>
      <label htmlFor={`${id}-text`}>JSON</label>
      <textarea
        ref={field}
        id={`${id}-text`}
        rows={16}
        spellCheck={false}
        aria-describedby={`${id}-said`}
        aria-invalid={checked?.kind === 'refused'}
        value={draft.text}
        onChange={(event) => edit({ ...draft, text: event.target.value })}
      />
      <button type="button" className="do" onClick={() => void show()}>
        Show
      </button>
      <CheckedList id={`${id}-said`} checked={checked} goTo={goTo} />
    </div>
  );
}

function whereIs(what: Draft['what'], channel: Props['channel']): string {
  if (what === 'modal') return 'as a modal';
  if (what === 'home') return "on the app's Home tab";
  return channel === null ? 'in your messages with the app' : `in #${channel.name}`;
}

const notAnObject: Checked = {
  kind: 'refused',
  text: 'Enter a JSON object, such as {"blocks": […]}.',
  problems: [],
};

function faultText({ at, why }: { readonly at: number; readonly why: string }, text: string): Checked {
  const { line, column } = lineAndColumn(text, at);
  return {
    kind: 'refused',
    text: "This isn't valid JSON yet.",
    problems: [{ text: `Line ${line}, column ${column}: ${why}.`, at, line }],
  };
}
