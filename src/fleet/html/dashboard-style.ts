import { dashboardPrintStyle } from './dashboard-print-style.ts';

/** What the dashboard adds to the style of the page. Its hash stands in dashboard-hash.ts. */
export const dashboardStyle = `
header,main,footer{max-width:84rem}
svg.bar{width:9rem;min-width:6rem;height:.9rem;margin:.2rem 0;border-radius:.2rem}
.whole svg.bar{width:100%;max-width:none;height:1.4rem}
svg.chart{min-width:36rem;max-width:none}
svg.chart .grid{stroke:var(--line);stroke-width:1}
svg.key{display:inline-block;width:.9rem;min-width:0;height:.9rem;margin:0 .4rem 0 0;vertical-align:-.1rem}
.f-bad{fill:var(--bad)}.f-warn{fill:var(--amber)}.f-dark{fill:var(--soft)}.f-info{fill:var(--info)}.f-good{fill:var(--good)}.f-pale{fill:var(--pale)}
:root{--amber:#c98500;--pale:#bfd8c6}
@media (prefers-color-scheme:dark){:root{--amber:#f2c55c;--pale:#3f5a47}}
.tiles li{border-left-width:.4rem}
.t-bad{border-left-color:var(--bad)!important}.t-warn{border-left-color:var(--amber)!important}.t-dark{border-left-color:var(--soft)!important}.t-info{border-left-color:var(--info)!important}.t-good{border-left-color:var(--good)!important}.t-pale{border-left-color:var(--pale)!important}
.legend{display:flex;flex-wrap:wrap;gap:.3rem 1.2rem;list-style:none;padding:0;margin:.2rem 0}
td,th{overflow-wrap:break-word}
td,th[scope=row]{min-width:0;max-width:20rem}
td.meaning{min-width:16rem}td.meaning p{margin:0 0 .3rem}
#inventory td:nth-child(6),#inventory td:nth-child(7),#inventory td:nth-child(9){min-width:12rem}
#inventory td:nth-child(1),#inventory td:nth-child(8){white-space:nowrap}
.newest{direction:rtl}.newest>svg{direction:ltr}
${dashboardPrintStyle}`;
