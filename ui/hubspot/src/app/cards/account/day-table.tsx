import { type AccountDay, type AccountView, showCents, showCount, showMoney } from '@dealfloor/price-book';
import {
  Table,
  TableBody,
  TableCell,
  TableFooter,
  TableHead,
  TableHeader,
  TableRow,
} from '@hubspot/ui-extensions';
import { sumOf } from '../estimate/fold-small.ts';
import { showDay } from '../words/show-day.ts';
import { centsColumn, sumOfKnown } from './cents-column.ts';

type State = AccountDay['state'];

/** What stands in the place of a figure that a day does not have. */
const WITHOUT_COST: Record<State, string> = {
  booked: 'Not known',
  missing: 'No data',
  unpriced: 'No price',
  'no-pool': 'No shared cost',
  trial: 'On trial',
};

/** Every day of the window, the newest first, in cents that sum to the total; what trial days cost is told apart. */
export function DayTable({ view, locale }: { view: AccountView; locale: string }) {
  const days = [...view.days].reverse();
  const costs = centsColumn(days.map((day) => day.costUsd));
  const revenues = centsColumn(days.map((day) => day.revenueUsd));
  const noRevenue = view.account.costClass === 'cac' ? 'Nothing' : 'Not known';
  const money = (cents: bigint | null | undefined, otherwise: string) =>
    cents === null || cents === undefined ? otherwise : showCents(cents, locale);
  return (
    <Table bordered density="condensed" testId="days-table">
      <TableHead>
        <TableRow>
          <TableHeader>UTC day</TableHeader>
          <TableHeader align="right">Billable calls</TableHeader>
          <TableHeader align="right">Customer pays</TableHeader>
          <TableHeader align="right">Costs us</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {days.map(({ day, state, billableCalls }, index) => (
          <TableRow key={day} testId={`day-${day}`}>
            <TableCell>{showDay(day, locale)}</TableCell>
            <TableCell align="right">
              {hasFigures(state) ? showCount(billableCalls, locale) : WITHOUT_COST[state]}
            </TableCell>
            <TableCell align="right">
              {money(revenues[index], hasFigures(state) ? noRevenue : WITHOUT_COST[state])}
            </TableCell>
            <TableCell align="right" testId={`day-${day}-cost`}>
              {money(costs[index], WITHOUT_COST[state])}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
      <TableFooter>
        <TableRow>
          <TableHeader>{isWhole(days) ? 'Total' : 'Total of what is known'}</TableHeader>
          <TableHeader align="right">
            {showCount(sumOf(days.map((day) => BigInt(day.billableCalls))).toString(), locale)}
          </TableHeader>
          <TableHeader align="right">{money(totalOf(revenues), noRevenue)}</TableHeader>
          <TableHeader align="right" testId="days-total">
            {money(totalOf(costs), 'Not known')}
          </TableHeader>
        </TableRow>
        {days.some((day) => day.state === 'trial') ? (
          <TableRow>
            <TableHeader>On trial, a sales cost</TableHeader>
            <TableHeader> </TableHeader>
            <TableHeader> </TableHeader>
            <TableHeader align="right" testId="trial-total">
              {view.salesCostUsd === null ? 'Not known' : showMoney(view.salesCostUsd, locale)}
            </TableHeader>
          </TableRow>
        ) : null}
      </TableFooter>
    </Table>
  );
}

function hasFigures(state: State): boolean {
  return state !== 'missing' && state !== 'trial';
}

/** A missing day or one on trial takes nothing away from the account; an unknown cost does. */
function isWhole(days: readonly AccountDay[]): boolean {
  return days.every(({ state, costUsd }) => costUsd !== null || !hasFigures(state));
}

function totalOf(cents: readonly (bigint | null)[]): bigint | null {
  return cents.every((each) => each === null) ? null : sumOfKnown(cents);
}
