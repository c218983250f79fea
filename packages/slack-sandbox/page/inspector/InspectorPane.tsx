import { useMemo, useState } from 'react';
import type { Inspector, Shell } from '../../server/screen.ts';
import { personOf } from '../client-window.ts';
import { timesIn } from '../panel/times.ts';
import type { Send } from '../send.ts';
import type { FetchBody } from './body.ts';
import { CallsTab } from './CallsTab.tsx';
import { DeliveriesTab } from './DeliveriesTab.tsx';
import type { Editable } from './editor/editable.ts';
import { examples } from './editor/examples.ts';
import { draftOf, ViewEditor } from './editor/ViewEditor.tsx';
import { RecordsTab } from './RecordsTab.tsx';
import { Tabs } from './Tabs.tsx';
import './inspector.css';
import './rows.css';
import './editor/editor.css';

type Props = {
  /** Null until the sandbox has sent it. */
  readonly inspector: Inspector | null;
  readonly shell: Shell;
  readonly act: Send;
  /** Fetches the body of a call or delivery that was opened; the same function for the life of the window. */
  readonly fetchBody: FetchBody;
  /** The ID of the open channel, where an edited message is shown; null or left out if none is open. */
  readonly channel?: string | null;
};

type TabId = 'calls' | 'deliveries' | 'records' | 'views';

const nothing: Inspector = { calls: [], deliveries: [], records: [] };

/** The inspector: the app's calls, what Slack sent it, its records, and views as JSON. */
export function InspectorPane({ inspector, shell, act, fetchBody, channel = null }: Props) {
  const [tab, setTab] = useState<TabId>('calls');
  const [draft, setDraft] = useState(() => draftOf(examples.message));
  const [cameToEdit, setCameToEdit] = useState(false);
  const { zone } = personOf(shell, shell.me);
  const times = useMemo(() => timesIn(zone), [zone]);
  const open = shell.channels.find(({ id }) => id === channel) ?? null;
  const { calls, deliveries, records } = inspector ?? nothing;

  const choose = (next: TabId) => {
    setCameToEdit(false);
    setTab(next);
  };
  const edit = (editable: Editable) => {
    setDraft(draftOf(editable));
    setCameToEdit(true);
    setTab('views');
  };
  const shown = () => {
    switch (tab) {
      case 'calls':
        return <CallsTab calls={calls} times={times} fetchBody={fetchBody} edit={edit} />;
      case 'deliveries':
        return <DeliveriesTab deliveries={deliveries} times={times} act={act} fetchBody={fetchBody} />;
      case 'records':
        return <RecordsTab records={records} times={times} />;
      case 'views':
        return <ViewEditor draft={draft} change={setDraft} act={act} channel={open} takeFocus={cameToEdit} />;
    }
  };

  return (
    <div className="inspector">
      <Tabs
        label="Inspector"
        tabs={[
          { id: 'calls', label: 'Calls', count: calls.length },
          { id: 'deliveries', label: 'Deliveries', count: deliveries.length },
          { id: 'records', label: 'Records', count: records.length },
          { id: 'views', label: 'Views', count: null },
        ]}
        chosen={tab}
        choose={choose}
      >
        {inspector === null && tab !== 'views' ? (
          <p className="quiet">The sandbox has not sent anything yet.</p>
        ) : (
          shown()
        )}
      </Tabs>
    </div>
  );
}
