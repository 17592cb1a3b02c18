import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

const floor: MantineColorsTuple = [
  '#EDF5FC',
  '#D6E8F8',
  '#B0D3F2',
  '#7DB8F2',
  '#5CA3E8',
  '#3C8ADB',
  '#1F72C6',
  '#0B5CAD',
  '#084A8C',
  '#06386A',
];

const rust: MantineColorsTuple = [
  '#FDEDEF',
  '#F9D3D7',
  '#F5B0B5',
  '#FF7A7A',
  '#E0565C',
  '#C23740',
  '#A21F2B',
  '#7A0016',
  '#630012',
  '#4B000E',
];

const dark: MantineColorsTuple = [
  '#E8EDF3',
  '#C9D2DC',
  '#A7B2C0',
  '#8593A3',
  '#2C3542',
  '#232C38',
  '#1A212B',
  '#11161D',
  '#0D1117',
  '#080B10',
];

export const theme = createTheme({
  colors: { floor, rust, dark },
  primaryColor: 'floor',
  primaryShade: { light: 7, dark: 6 },
  focusRing: 'auto',
  defaultRadius: 'md',
  respectReducedMotion: true,
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  headings: { fontWeight: '650' },
});

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#FFFFFF',
    '--mantine-color-text': '#1B2430',
    '--mantine-color-dimmed': '#55606E',
    '--mantine-color-error': '#A4101F',
    '--mantine-color-placeholder': '#55606E',
    '--mantine-color-default-border': '#7F8A99',
  },
  dark: {
    '--mantine-color-body': '#11161D',
    '--mantine-color-text': '#E8EDF3',
    '--mantine-color-dimmed': '#A7B2C0',
    '--mantine-color-error': '#FF9A9A',
    '--mantine-color-placeholder': '#A7B2C0',
    '--mantine-color-default-border': '#6E7A89',
  },
});
