import { Button, Kbd, Modal, Switch } from '@mantine/core';

export type KeyLine = { readonly keys: readonly string[]; readonly does: string };

type KeyHelpProps = {
  lines: readonly KeyLine[];
  isOpen: boolean;
  onOpen: () => void;
  onClose: () => void;
  areSingleKeysOn: boolean;
  onSwitch: (isOn: boolean) => void;
};

/** The keys of a page, and the switch for those that are a single letter. */
export function KeyHelp({ lines, isOpen, onOpen, onClose, areSingleKeysOn, onSwitch }: KeyHelpProps) {
  return (
    <>
      <Button variant="subtle" size="compact-sm" onClick={onOpen}>
        Keys
      </Button>
      <Modal
        opened={isOpen}
        onClose={onClose}
        title="Keys"
        closeButtonProps={{ 'aria-label': 'Close' }}
        attributes={{ header: { role: 'presentation' } }}
      >
        <dl className="key-list">
          {lines.map(({ keys, does }) => (
            <div key={does}>
              <dt>
                {keys.map((key) => (
                  <Kbd key={key}>{key}</Kbd>
                ))}
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <Switch
          checked={areSingleKeysOn}
          onChange={(event) => onSwitch(event.currentTarget.checked)}
          label="Single letters and ? act as commands"
          description="Arrow keys and Enter work either way."
        />
      </Modal>
    </>
  );
}
