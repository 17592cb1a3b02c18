import { NavLink } from 'react-router';
import { useWriteBacks } from './api/get-write-backs.ts';

/** In the menu only while somebody is needed, or should know why HubSpot is behind. */
export function WriteBacksLink() {
  const { data } = useWriteBacks();
  if (!data || (data.refused.length === 0 && data.heldUp.length === 0)) return null;
  const count = data.refused.length;
  return <NavLink to="/write-backs">{count > 0 ? `Not told (${count})` : 'Not told'}</NavLink>;
}
