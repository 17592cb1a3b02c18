import type { AccountView } from '@dealfloor/price-book';
import { useNow } from '../../components/use-now.ts';
import { showShortDay } from '../../words/show-day.ts';
import { showDollars } from '../../words/show-dollars.ts';
import { counted } from '../../words/show-quantity.ts';

/** By which price versions the window was booked, and whether pricing it again as a deal gives the same. */
export function PricesSection({
  view: { priceVersions, replay, account, salesCostUsd },
}: {
  view: AccountView;
}) {
  const nowMs = useNow();
  if (priceVersions.length === 0) return null;
  return (
    <section className="panel review-section" aria-labelledby="prices">
      <h2 id="prices">Price books in force</h2>
      <ul className="price-versions">
        {priceVersions.map(({ version, from, to, days }) => (
          <li key={version}>
            <strong>{version}</strong>: {showShortDay(from, nowMs)} to {showShortDay(to, nowMs)},{' '}
            {counted(days, 'day')} of use
          </li>
        ))}
      </ul>
      {replay ? (
        <Replay replay={replay} hasTrial={account.costClass === 'cogs' && salesCostUsd !== '0'} />
      ) : null}
    </section>
  );
}

type ReplayProps = { replay: NonNullable<AccountView['replay']>; hasTrial: boolean };

function Replay({ replay, hasTrial }: ReplayProps) {
  const { isSame, bookedUsd, replayedUsd } = replay;
  if (bookedUsd === null || replayedUsd === null) {
    return <p data-testid="replay">Cannot be priced again as a deal: something in it has no price.</p>;
  }
  if (isSame) {
    return (
      <p data-testid="replay" title={`${bookedUsd} USD`}>
        Priced again as a deal: same to the nano-dollar ({showDollars(replayedUsd)}
        {hasTrial ? ', its days on trial included' : ''}).
      </p>
    );
  }
  return (
    <p className="notice" data-testid="replay">
      Priced again as a deal it comes to {replayedUsd} USD, booked are {bookedUsd} USD. Tell whoever runs
      Dealfloor.
    </p>
  );
}
