import { type ReactNode, useEffect, useState } from 'react';
import { useWindow } from '../../client-window.ts';
import { momentAt, wallClock } from '../../text/wall-clock.ts';
import { type ControlProps, shared } from './control.ts';

/** A day (`YYYY-MM-DD`) or a time of day (`HH:MM`). */
export function PlainDateField(props: ControlProps & { readonly type: 'date' | 'time' }): ReactNode {
  const given = props.entry === null ? '' : String(props.entry);
  return <PickedField given={given} {...props} onPick={(text) => props.onEntry(text === '' ? null : text)} />;
}

/** A date and time, shown and picked in the person's zone; the entry is Unix seconds. */
export function DateTimeField(props: ControlProps): ReactNode {
  const { zone } = useWindow().me;
  const given = typeof props.entry === 'number' ? wallClock(props.entry, zone) : '';
  return (
    <span className="date-time">
      <PickedField
        {...props}
        type="datetime-local"
        given={given}
        onPick={(text) => {
          const at = momentAt(text, zone);
          if (at !== null || text === '') props.onEntry(at);
        }}
      />
      <span className="quiet">{zone.replaceAll('_', ' ')}</span>
    </span>
  );
}

type Picked = ControlProps & {
  readonly type: 'date' | 'time' | 'datetime-local';
  readonly given: string;
  readonly onPick: (text: string) => void;
};

/* While it's half typed, the browser reports '', which is only passed on when the person leaves the field. */
function PickedField({ type, given, onPick, ...props }: Picked): ReactNode {
  const [text, setText] = useState(given);
  useEffect(() => setText(given), [given]);
  return (
    <input
      {...shared(props)}
      className="field"
      type={type}
      value={text}
      onChange={({ target }) => {
        setText(target.value);
        if (target.value !== '') onPick(target.value);
      }}
      onBlur={({ target }) => {
        if (target.value === '' && given !== '' && !target.validity.badInput) onPick('');
        else setText(given);
      }}
    />
  );
}
