// The builder: a DJ chooses how the now-playing overlay looks, sees it move, and takes its address to OBS.

import { render } from 'preact';
import '@fontsource-variable/sofia-sans/wght.css';
import '@fontsource-variable/sofia-sans-extra-condensed/wght.css';
import './builder.css';
import './choices.css';
import './pickers.css';
import './result.css';
import './narrow.css';
import { followHost } from '#view/live-data.ts';
import { Builder } from './builder.tsx';

render(<Builder data={followHost(location.origin)} />, document.body);
