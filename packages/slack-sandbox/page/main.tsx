import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './style/all.css';
import { Page } from './Page.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element "root"; build the page again.');
createRoot(root).render(
  <StrictMode>
    <Page />
  </StrictMode>,
);
