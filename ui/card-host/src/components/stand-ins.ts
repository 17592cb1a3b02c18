import type { ComponentMapping } from '@remote-ui/react/host';
import { Button, ButtonRow, LoadingButton } from './actions/button.tsx';
import { Dropdown, DropdownItem } from './actions/dropdown.tsx';
import { Link, Tag } from './actions/link.tsx';
import { BarChart } from './charts/bar-chart.tsx';
import { LineChart } from './charts/line-chart.tsx';
import { ProgressBar, StepIndicator } from './data/progress.tsx';
import { Statistics, StatisticsItem, StatisticsTrend } from './data/statistics.tsx';
import { Table, TableBody, TableCell, TableFooter, TableHead, TableHeader, TableRow } from './data/table.tsx';
import { Checkbox, RadioButton, Toggle } from './fields/choices.tsx';
import { DateInput } from './fields/date-input.tsx';
import { Form } from './fields/form.tsx';
import { MultiSelect } from './fields/multi-select.tsx';
import { CurrencyInput, NumberInput, StepperInput } from './fields/number-fields.tsx';
import { Select } from './fields/select.tsx';
import { Input, SearchInput, TextArea } from './fields/text-fields.tsx';
import { ToggleGroup } from './fields/toggle-group.tsx';
import { Accordion } from './layout/accordion.tsx';
import { AutoGrid, Box, Flex, Inline, Stack } from './layout/flex.tsx';
import { Card, Divider, Spacer, Tile } from './layout/surfaces.tsx';
import { Tab, Tabs } from './layout/tabs.tsx';
import { Modal, OverlayBody, OverlayFooter, Panel, PanelSection } from './overlays/modal-and-panel.tsx';
import { Tooltip } from './overlays/tooltip.tsx';
import { Alert, EmptyState, ErrorState, LoadingSpinner } from './states/states.tsx';
import { DescriptionList, DescriptionListItem } from './text/description-list.tsx';
import { StatusTag } from './text/status-tag.tsx';
import { Heading, Icon, Image, List, Text } from './text/text.tsx';

const layout = { Accordion, AutoGrid, Box, Card, Divider, Flex, Inline, Spacer, Stack, Tab, Tabs, Tile };
const text = { DescriptionList, DescriptionListItem, Heading, Icon, Image, List, StatusTag, Tag, Text };
const figures = {
  BarChart,
  LineChart,
  ProgressBar,
  Statistics,
  StatisticsItem,
  StatisticsTrend,
  StepIndicator,
  Table,
  TableBody,
  TableCell,
  TableFooter,
  TableHead,
  TableHeader,
  TableRow,
};
const fields = {
  Checkbox,
  CurrencyInput,
  DateInput,
  Form,
  Input,
  MultiSelect,
  NumberInput,
  RadioButton,
  SearchInput,
  Select,
  StepperInput,
  TextArea,
  Textarea: TextArea,
  Toggle,
  ToggleGroup,
};
const actions = { Button, ButtonRow, Dropdown, DropdownButtonItem: DropdownItem, Link, LoadingButton };
const overlays = {
  Modal,
  ModalBody: OverlayBody,
  ModalFooter: OverlayFooter,
  Panel,
  PanelBody: OverlayBody,
  PanelFooter: OverlayFooter,
  PanelSection,
  Tooltip,
};
const states = { Alert, EmptyState, ErrorState, LoadingSpinner };

/** HubSpot's components by the names that its SDK sends; a name that is not here is refused. */
export const standIns: ComponentMapping = {
  ...layout,
  ...text,
  ...figures,
  ...fields,
  ...actions,
  ...overlays,
  ...states,
};

export const standInNames = Object.keys(standIns);
