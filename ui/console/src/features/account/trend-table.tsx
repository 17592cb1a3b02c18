import type { AccountDay } from '@dealfloor/price-book';
import { Scroller } from '../../components/scroller.tsx';
import { useNow } from '../../components/use-now.ts';
import { showShortDay } from '../../words/show-day.ts';
import { showDollars } from '../../words/show-dollars.ts';
import { showQuantity } from '../../words/show-quantity.ts';
import { GAP_WORDS } from './trend-bars.ts';

/** The figures of the drawing, the newest day first. */
export function TrendTable({ days }: { days: readonly AccountDay[] }) {
  const nowMs = useNow();
  return (
    <Scroller label="Cost by day">
      <table className="table trend-table">
        <thead>
          <tr>
            <th scope="col">Day (UTC)</th>
            <th scope="col" className="number">
              Calls
            </th>
            <th scope="col" className="number">
              Revenue
            </th>
            <th scope="col" className="number">
              Own usage
            </th>
            <th scope="col" className="number">
              Shared
            </th>
            <th scope="col" className="number">
              Cost
            </th>
          </tr>
        </thead>
        <tbody>
          {days.toReversed().map((day) => (
            <tr key={day.day} data-testid="day-row" data-state={day.state}>
              <th scope="row">{showShortDay(day.day, nowMs)}</th>
              {day.state === 'missing' || day.state === 'trial' ? (
                <td colSpan={5} className="muted">
                  {GAP_WORDS[day.state]}
                </td>
              ) : (
                <DayFigures day={day} />
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}

function DayFigures({ day }: { day: AccountDay }) {
  return (
    <>
      <td className="figure number">{showQuantity(day.billableCalls)}</td>
      <td className="figure number">{day.revenueUsd === null ? 'None' : showDollars(day.revenueUsd)}</td>
      <td className="figure number">{showDollars(day.variableUsd)}</td>
      <td className="figure number">{showDollars(day.sharedUsd)}</td>
      <td className="figure number">
        {day.state === 'booked' ? showDollars(day.costUsd) : GAP_WORDS[day.state]}
      </td>
    </>
  );
}
