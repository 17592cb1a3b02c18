import { useEffect, useRef } from 'react';
import type { IframeRequest } from '../contract.ts';

type IframeNoticeProps = { request: IframeRequest; onClose: () => void };

/** HubSpot would frame that page. This one frames nothing, so it says what would open and links to it. */
export function IframeNotice({ request, onClose }: IframeNoticeProps) {
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => ref.current?.showModal(), []);
  return (
    <dialog ref={ref} className="dialog dialog-modal dialog-sm" aria-label="Framed page" onClose={onClose}>
      <header className="dialog-header">
        <h2>{request.title ?? 'Framed page'}</h2>
      </header>
      <div className="dialog-body">
        <p>HubSpot would open this page in a frame of {`${request.width} × ${request.height}`}:</p>
        <p>
          <a className="link" href={request.uri} target="_blank" rel="noopener noreferrer">
            {request.uri}
          </a>
        </p>
      </div>
      <footer className="dialog-footer">
        <button
          type="button"
          className="button button-secondary button-md"
          onClick={() => ref.current?.close()}
        >
          Close
        </button>
      </footer>
    </dialog>
  );
}
