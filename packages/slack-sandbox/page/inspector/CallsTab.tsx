import { useState } from 'react';
import type { SeenCall } from '../../server/screen.ts';
import type { Times } from '../panel/times.ts';
import { BodyView } from './BodyView.tsx';
import type { FetchBody } from './body.ts';
import type { Editable } from './editor/editable.ts';
import { FilterField } from './FilterField.tsx';
import { matches } from './matches.ts';
import { OutcomeWords } from './OutcomeWords.tsx';
import { tookText } from './outcome.ts';
import { Row } from './Row.tsx';

type Props = {
  readonly calls: readonly SeenCall[];
  readonly times: Times;
  readonly fetchBody: FetchBody;
  readonly edit: (editable: Editable) => void;
};

/** The app's requests, newest first, each with its arguments and response. */
export function CallsTab({ calls, times, fetchBody, edit }: Props) {
  const [filter, setFilter] = useState('');
  const shown = calls.filter((call) => matches(filter, call.method, call.outcome, call.about));
  return (
    <>
      <FilterField
        label="Method, outcome or text"
        value={filter}
        change={setFilter}
        shown={shown.length}
        all={calls.length}
      />
      {calls.length === 0 && <p className="quiet">The app has not called Slack yet.</p>}
      <ul className="rows">
        {shown.map((call) => (
          <Row key={call.n} line={<CallLine call={call} times={times} />}>
            {() => <BodyView key={call.outcome} kind="calls" n={call.n} fetchBody={fetchBody} edit={edit} />}
          </Row>
        ))}
      </ul>
    </>
  );
}

function CallLine({ call, times }: { readonly call: SeenCall; readonly times: Times }) {
  return (
    <>
      <span className="name">{call.method}</span>
      <OutcomeWords outcome={call.outcome} />
      <span className="about quiet">{call.about}</span>
      <span className="took quiet">{tookText(call.ms)}</span>
      <time className="when quiet" dateTime={new Date(call.at).toISOString()}>
        {times.time(call.at)}
      </time>
    </>
  );
}
