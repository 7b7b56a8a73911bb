/** The whole style of the page. Its hash stands in page-hashes.ts. */
export const pageStyle = `
:root{color-scheme:light dark;--paper:#fff;--ink:#1b1f24;--soft:#57606a;--line:#d0d7de;--card:#f6f8fa;--bad:#b3261e;--warn:#7a4f00;--good:#1a6b2f;--info:#0b57a4;--badbg:#fdecea;--warnbg:#fff4d6;--goodbg:#e6f4ea;--infobg:#e7f1fb}
@media (prefers-color-scheme:dark){:root{--paper:#14171a;--ink:#e6e9ec;--soft:#a8b1ba;--line:#3a4148;--card:#1d2126;--bad:#ff9b93;--warn:#f2c55c;--good:#7fd494;--info:#8cc0ff;--badbg:#3b1715;--warnbg:#362a0b;--goodbg:#12301b;--infobg:#10263d}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
.skip{position:absolute;left:-999px}
.skip:focus{left:8px;top:8px;background:var(--paper);padding:8px;z-index:1}
header,main,footer{max-width:70rem;margin:0 auto;padding:1rem 1.25rem}
h1{font-size:1.7rem;line-height:1.25;margin:.3rem 0}
h2{font-size:1.25rem;margin:2rem 0 .6rem;border-bottom:1px solid var(--line);padding-bottom:.2rem}
h3{font-size:1.1rem;margin:0 0 .4rem}
h4{font-size:1rem;margin:1rem 0 .3rem}
p{margin:.4rem 0}
a{color:var(--info)}
:focus-visible{outline:3px solid var(--info);outline-offset:2px}
.bad{color:var(--bad)}.warn{color:var(--warn)}.good{color:var(--good)}
.soft{color:var(--soft)}
.note{border-left:4px solid var(--warn);background:var(--warnbg);padding:.5rem .8rem;margin:.6rem 0}
.stop{border-left:4px solid var(--bad);background:var(--badbg);padding:.5rem .8rem;margin:.6rem 0;font-weight:600}
.facts{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1rem;margin:.6rem 0}
.facts dt{color:var(--soft)}
.facts dd{margin:0;overflow-wrap:anywhere}
.tiles{display:flex;flex-wrap:wrap;gap:.75rem;margin:.8rem 0;padding:0;list-style:none}
.tiles li{border:1px solid var(--line);border-radius:.5rem;padding:.5rem .9rem;min-width:7rem}
.tiles b{display:block;font-size:1.5rem;line-height:1.2}
article{border:1px solid var(--line);border-radius:.5rem;padding:1rem 1.1rem;margin:0 0 1rem;background:var(--card)}
.badge{display:inline-block;border:1px solid currentColor;border-radius:1rem;padding:0 .6rem;font-size:.85rem;margin-right:.3rem}
code{font-family:ui-monospace,SFMono-Regular,Consolas,"Liberation Mono",monospace;font-size:.9em;overflow-wrap:anywhere}
pre{background:var(--paper);border:1px solid var(--line);border-radius:.3rem;padding:.4rem .6rem;margin:.3rem 0;white-space:pre-wrap;overflow-wrap:anywhere}
ol.steps{padding-left:0;list-style:none}
ol.steps li{margin:.45rem 0}
ol.steps label{display:flex;gap:.6rem;align-items:flex-start}
ol.steps input{width:1.15rem;height:1.15rem;margin-top:.2rem;flex:none}
ol.steps pre,ol.steps .soft{margin-left:1.75rem}
details{margin:.5rem 0}
summary{cursor:pointer;font-weight:600}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.9rem}
th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
td,th[scope=row]{min-width:6.5rem}
thead th{white-space:nowrap}
td.number,th.number{text-align:right;min-width:0}
th button{font:inherit;font-weight:600;background:none;border:0;color:inherit;padding:0;cursor:pointer}
th[aria-sort=ascending] button::after{content:" \\25B2"}
th[aria-sort=descending] button::after{content:" \\25BC"}
.search{display:flex;flex-wrap:wrap;gap:.6rem;align-items:center;margin:.5rem 0}
.search input{font:inherit;padding:.35rem .6rem;min-width:16rem;border:1px solid var(--soft);border-radius:.3rem;background:var(--paper);color:var(--ink)}
.search button{font:inherit;padding:.3rem .7rem;border:1px solid var(--soft);border-radius:.3rem;background:var(--card);color:var(--ink);cursor:pointer}
svg{width:100%;min-width:44rem;max-width:60rem;height:auto;display:block;margin:.6rem 0}
svg text{fill:var(--ink);font-size:12px}
svg .soft{fill:var(--soft)}
svg line{stroke:var(--soft);stroke-width:2}
svg .tick{stroke-width:1}
svg .past{fill:var(--soft)}svg .coming{fill:var(--paper);stroke:var(--warn);stroke-width:2}svg .governs{fill:var(--bad)}svg .now{stroke:var(--info);stroke-width:2}
footer{border-top:1px solid var(--line);color:var(--soft);font-size:.9rem}
[hidden]{display:none!important}
@media print{
svg{min-width:0}
:root{--paper:#fff;--ink:#000;--soft:#444;--line:#bbb;--card:#fff;--bad:#8c1d18;--warn:#5c3b00;--good:#14521f;--info:#003e7a;--badbg:#fff;--warnbg:#fff}
body{font-size:11pt}
.search,.skip{display:none}
article{break-inside:auto}
h2,h3,h4{break-after:avoid}
tr,li{break-inside:avoid}
details:not([open])>*:not(summary){display:block}
details::details-content{content-visibility:visible;display:block;block-size:auto}
summary{list-style:none}
#inventory{font-size:.75rem}
}
`;
