import { type MappingPreview, priceText } from '@dealfloor/price-book';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, Text } from '@hubspot/ui-extensions';
import { showDay } from '../words/show-day.ts';

const NOTHING = '–';

/** Three real deals as the chosen properties would have them read. */
export function PreviewTable({ preview, locale }: { preview: MappingPreview; locale: string }) {
  return (
    <Table bordered testId="previewed">
      <TableHead>
        <TableRow>
          <TableHeader>Deal</TableHeader>
          <TableHeader align="right">Amount</TableHeader>
          <TableHeader width="min">Closes</TableHeader>
          <TableHeader align="right">Seats</TableHeader>
          <TableHeader>What counts as its price</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {preview.deals.map(({ id, name, amount, currency, closeDate, seats, price }) => (
          <TableRow key={id}>
            <TableCell>{name}</TableCell>
            <TableCell align="right">{amount === null ? NOTHING : priceText(amount, currency)}</TableCell>
            <TableCell width="min">{closeDate === null ? NOTHING : showDay(closeDate, locale)}</TableCell>
            <TableCell align="right">{seats ?? NOTHING}</TableCell>
            <TableCell>
              <Text testId={`previewed-${id}`}>{price.sentence}</Text>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
