import type { NoticeSettings } from '@dealfloor/price-book';
import { Link } from 'react-router';
import { ProblemPanel } from '../../components/problem-panel.tsx';
import { usePageTitle } from '../../components/use-page-title.ts';
import { problemOf } from '../../http/api-problem.ts';
import { Ways } from '../notices/ways.tsx';
import { useSession } from '../session/session.ts';
import { useNoticeSettings } from './api/get-notice-settings.ts';
import { NoticeSettingsForm } from './notice-settings-form.tsx';
import { SendTest } from './send-test.tsx';
import { waysOfPortal } from './settings-words.ts';
import { useSettingsDraft } from './use-settings-draft.ts';
import './notice-settings.css';

/** How everybody is told: Slack and e-mail, set up by an admin. */
export function NoticeSettingsPage() {
  usePageTitle('Slack and e-mail');
  const { viewer } = useSession();
  const settings = useNoticeSettings();
  const isClosed = settings.isLoadingError && problemOf(settings.error).status === 403;
  return (
    <div className="notices notice-settings">
      <header className="page-header">
        <h1>Slack and e-mail</h1>
        <Link to="/me/notices">How I am told myself</Link>
      </header>
      {settings.data ? <SettingsBody key={viewer.userId} settings={settings.data} /> : null}
      {settings.isPending ? <p role="status">Loading the settings…</p> : null}
      {settings.isLoadingError ? (
        <ProblemPanel
          title={isClosed ? 'These settings are not open to you' : 'The settings could not be loaded'}
          error={settings.error}
          onRetry={() => void settings.refetch()}
          isRetrying={settings.isFetching}
        />
      ) : null}
    </div>
  );
}

function SettingsBody({ settings }: { settings: NoticeSettings }) {
  const kept = useSettingsDraft(settings);
  return (
    <>
      <section className="panel" aria-labelledby="state-title">
        <h2 id="state-title">By which ways people are told</h2>
        <Ways ways={waysOfPortal(settings)} />
      </section>
      <section className="panel" aria-labelledby="set-up-title">
        <h2 id="set-up-title">Set up</h2>
        <NoticeSettingsForm settings={settings} kept={kept} />
      </section>
      <SendTest settings={settings} isUnsaved={kept.isUnsaved} />
    </>
  );
}
