import { useEffect, useRef } from 'react';
import { NavLink, Outlet, ScrollRestoration, useLocation } from 'react-router';
import { AwayBanner } from '../features/away/away-banner.tsx';
import { PersonSwitch } from '../features/session/person-switch.tsx';
import { SandboxBanner } from '../features/session/sandbox-banner.tsx';
import { decides, proposes, useSession } from '../features/session/session.ts';
import { WriteBacksLink } from '../features/write-backs/write-backs-link.tsx';
import './shell.css';

export function Shell() {
  const { viewer } = useSession();
  const main = useRef<HTMLElement>(null);
  useFocusOnNewPage(main);
  return (
    <>
      <a className="skip-link" href="#content">
        Skip to the content
      </a>
      <header>
        <SandboxBanner />
        <div className="shell-header">
          <NavLink to="/" className="product" aria-label="Dealfloor, first page">
            <img src="/favicon.svg" alt="" width="24" height="24" />
            Dealfloor
          </NavLink>
          <nav aria-label="Main">
            {decides(viewer) ? <NavLink to="/queue">Queue</NavLink> : null}
            {decides(viewer) ? <NavLink to="/me/away">Away</NavLink> : null}
            {proposes(viewer) ? <NavLink to="/proposals">Proposals</NavLink> : null}
            <NavLink to="/book">Book of business</NavLink>
            {proposes(viewer) ? <NavLink to="/audit">Audit</NavLink> : null}
            {proposes(viewer) ? <WriteBacksLink /> : null}
            {viewer.roles.includes('admin') ? (
              <NavLink to="/settings/notices">Slack and e-mail</NavLink>
            ) : null}
            <a href="/card-host/">Card host</a>
            <a href="/api">API</a>
          </nav>
          <PersonSwitch />
        </div>
        <AwayBanner />
      </header>
      <main id="content" ref={main} tabIndex={-1}>
        <Outlet />
      </main>
      <ScrollRestoration />
    </>
  );
}

/** After a navigation the focus goes to the content, so that the keyboard does not start at the header again. */
function useFocusOnNewPage(main: React.RefObject<HTMLElement | null>): void {
  const { pathname } = useLocation();
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current !== pathname) main.current?.focus({ preventScroll: true });
    before.current = pathname;
  }, [pathname, main]);
}
