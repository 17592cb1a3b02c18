import {
  type EstimateVersusActual as Comparison,
  showCount,
  showMoney,
  showPercent,
} from '@dealfloor/price-book';
import {
  Flex,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';

/** How the account runs beside the estimate by which it was sold, both per day. */
export function EstimateVersusActual({ estimate, locale }: { estimate: Comparison | null; locale: string }) {
  if (!estimate)
    return <Text testId="estimate-none">No won deal with an estimate belongs to this account.</Text>;
  const { signedMarginPercent, actualMarginPercent, signedCostPerDayUsd, actualCostPerDayUsd } = estimate;
  const percent = (text: string | null) => (text === null ? 'Not known' : showPercent(text, locale));
  const money = (text: string | null) => (text === null ? 'Not known' : showMoney(text, locale));
  const rows = [
    ['margin', 'Margin', percent(signedMarginPercent), percent(actualMarginPercent)],
    ['cost', 'Cost a day', money(signedCostPerDayUsd), money(actualCostPerDayUsd)],
    [
      'calls',
      'Calls a day',
      showCount(estimate.signedCallsPerDay, locale),
      showCount(estimate.actualCallsPerDay, locale),
    ],
  ] as const;
  return (
    <Flex direction="column" gap="sm">
      <Text testId="estimate-sentence">{estimate.sentence}</Text>
      <Table bordered density="condensed" testId="estimate-table">
        <TableHead>
          <TableRow>
            <TableHeader>{`${estimate.dealName}, version ${estimate.estimateVersion}`}</TableHeader>
            <TableHeader align="right">Sold as</TableHeader>
            <TableHeader align="right">Runs at</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map(([key, name, signed, actual]) => (
            <TableRow key={key}>
              <TableCell>{name}</TableCell>
              <TableCell align="right" testId={`signed-${key}`}>
                {signed}
              </TableCell>
              <TableCell align="right" testId={`actual-${key}`}>
                {actual}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Flex>
  );
}
