import { retain } from '@remote-ui/rpc';
import type { CardActions, CardAlert, IframeRequest } from '../contract.ts';
import type { CrmRecord } from './crm-record.ts';

type Page = {
  record: CrmRecord;
  showAlert: (alert: CardAlert) => void;
  closeOverlay: (id: string) => void;
  showIframe: (request: IframeRequest, onClose: () => void) => void;
  onRecordRefresh: () => void;
};

/** HubSpot's actions; a callback that outlives its call is retained, or the worker would free it. */
export function createActions(page: Page): CardActions {
  const { record } = page;
  return {
    addAlert: page.showAlert,
    closeOverlay: page.closeOverlay,
    reloadPage: () => window.location.reload(),
    async refreshObjectProperties() {
      await record.refresh();
      page.onRecordRefresh();
    },
    fetchCrmObjectProperties: record.read,
    onCrmPropertiesUpdate(names, listener) {
      retain(listener);
      record.watch(names, listener);
    },
    copyTextToClipboard: (text) => navigator.clipboard.writeText(text),
    openIframeModal(request, onClose) {
      if (onClose) retain(onClose);
      page.showIframe(request, () => onClose?.());
    },
    navigateToPage({ to }) {
      page.showAlert({ type: 'info', message: `HubSpot would open the app page "${to}" now.` });
    },
  };
}
