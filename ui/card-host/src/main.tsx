import { createRoot } from 'react-dom/client';
import { config } from 'zod';
import { CardHostPage } from './page/card-host-page.tsx';
import './styles/tokens.css';
import './styles/page.css';
import './styles/record.css';
import './styles/layout.css';
import './styles/text.css';
import './styles/fields.css';
import './styles/actions.css';
import './styles/data.css';
import './styles/charts.css';
import './styles/overlays.css';

/** Compiled parsers would need eval, which the page's policy refuses. */
config({ jitless: true });

const root = document.getElementById('root');
if (root === null) throw new Error('invariant: the page has a root');
createRoot(root).render(<CardHostPage />);
