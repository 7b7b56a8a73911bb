/**
 * The dashboard on paper: every column of every table has its place on a page of A4, upright too, and what is printed of
 * the hosts is said. Nothing scrolls there: what is wider than the page would be cut. A heading with a button would not
 * stand again on the next page.
 */
export const dashboardPrintStyle = `
.on-paper{display:none}
@page{margin:1cm}
@media print{
header,main,footer{max-width:none;padding-left:0;padding-right:0}
.on-paper{display:block}
.scroll{overflow:visible}
svg.bar,svg.chart{min-width:0}
svg.chart{max-width:42rem}
.f-bad,.f-warn,.f-dark,.f-info,.f-good,.f-pale{print-color-adjust:exact}
.tiles li{min-width:0}
details:not([open])>dl.facts{display:grid}
table{font-size:7.5pt;line-height:1.35}
thead{break-inside:avoid}
caption{text-align:left}
th,td{padding:.2em .3em;overflow-wrap:anywhere}
td,th[scope=row],td.meaning{min-width:6.5em;max-width:none}
thead th{white-space:normal;overflow-wrap:normal;vertical-align:bottom;font-size:.85em}
td.number,.date{min-width:0!important;white-space:nowrap}
td:has(>svg.bar){min-width:0}
td>svg.bar{width:4em}
td.versions{min-width:8.8em}
#inventory button{display:contents}
#inventory-tools{display:block}
#inventory-tools label,#inventory-tools input{display:none}
#inventory{table-layout:fixed;font-size:7pt}
#inventory th,#inventory td{min-width:0!important;white-space:normal!important}
#inventory th:nth-child(1){width:9%}#inventory th:nth-child(2){width:13%}#inventory th:nth-child(3){width:10%}
#inventory th:nth-child(4){width:8%}#inventory th:nth-child(5){width:7%}#inventory th:nth-child(6){width:18%}
#inventory th:nth-child(7){width:12%}#inventory th:nth-child(8){width:9%}
}
`;
