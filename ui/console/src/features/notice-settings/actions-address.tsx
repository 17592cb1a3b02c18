import { Button, TextInput } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { useAnnouncement } from '../../components/announcer.tsx';

/** The address that the Slack app is given, to copy. */
export function ActionsAddress({ url }: { url: string }) {
  const { copy, copied, error } = useClipboard();
  useAnnouncement(copied ? 'The address is copied.' : null);
  return (
    <div className="actions-address">
      <TextInput
        label="Request address for the Slack app"
        description="In the Slack app under Interactivity & Shortcuts, as Request URL."
        readOnly
        value={url}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button variant="default" onClick={() => copy(url)}>
        {copied ? 'Copied' : 'Copy'}
      </Button>
      {error ? (
        <p className="issue small" role="alert">
          The browser does not let us copy. Select the address and copy it by hand.
        </p>
      ) : null}
    </div>
  );
}
