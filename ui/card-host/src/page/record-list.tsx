import type { MouseEvent, ReactNode } from 'react';
import { StatusTag } from '../components/text/status-tag.tsx';
import { type Address, appPages, formatAddress, recordAddress } from './address.ts';
import { appPageNames } from './page-view.tsx';
import {
  isListed,
  type RecordKind,
  recordKinds,
  type SandboxRecord,
  type SandboxRecords,
} from './sandbox-records.ts';
import { verdictOf } from './verdict-words.ts';

type RecordListProps = {
  records: SandboxRecords;
  address: Address;
  current: SandboxRecord;
  onGo: (change: Partial<Address>) => void;
};

const kindNames: Record<RecordKind, string> = { deal: 'Deals', company: 'Companies' };

/** The records to pick from: one kind at a time, so that the list stays as short as that kind. */
export function RecordList({ records, address, current, onGo }: RecordListProps) {
  const { kind } = current;
  return (
    <nav className="record-list" aria-label="Records" data-testid={`${kind}-list`}>
      <ul className="record-kinds">
        {recordKinds.map((other) => {
          const first = records[other].find(isListed);
          return first === undefined ? null : (
            <li key={other}>
              <AddressLink
                address={address}
                change={recordAddress(other, other === kind ? current.id : first.id)}
                isCurrent={other === kind && address.page === null}
                testId={`kind-${other}`}
                onGo={onGo}
              >
                {kindNames[other]}
              </AddressLink>
            </li>
          );
        })}
        {appPages.map((page) => (
          <li key={page}>
            <AddressLink
              address={address}
              change={{ page }}
              isCurrent={address.page === page}
              testId={`page-${page}`}
              onGo={onGo}
            >
              {appPageNames[page]}
            </AddressLink>
          </li>
        ))}
      </ul>
      <ul className="record-names">
        {records[kind].filter(isListed).map((record) => (
          <li key={record.id}>
            <AddressLink
              address={address}
              change={recordAddress(kind, record.id)}
              isCurrent={record.id === current.id && address.page === null}
              testId={`${kind}-${record.id}`}
              onGo={onGo}
            >
              <RecordLine record={record} />
            </AddressLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function RecordLine({ record }: { record: SandboxRecord }) {
  const verdict = verdictOf(record.properties);
  return (
    <>
      <span className="record-name">{record.name}</span>
      <span className="record-facts">{record.facts.join(' · ')}</span>
      {verdict !== null && <StatusTag variant={verdict.variant}>{verdict.word}</StatusTag>}
    </>
  );
}

type AddressLinkProps = {
  address: Address;
  change: Partial<Address>;
  isCurrent: boolean;
  testId: string;
  onGo: (change: Partial<Address>) => void;
  children: ReactNode;
};

function AddressLink({ address, change, isCurrent, testId, onGo, children }: AddressLinkProps) {
  return (
    <a
      href={formatAddress({ ...address, ...change })}
      aria-current={isCurrent ? 'page' : undefined}
      data-testid={testId}
      onClick={(event) => {
        if (opensElsewhere(event)) return;
        event.preventDefault();
        onGo(change);
      }}
    >
      {children}
    </a>
  );
}

function opensElsewhere(event: MouseEvent): boolean {
  return event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0;
}
