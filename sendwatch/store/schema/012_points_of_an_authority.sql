-- One requirement at an authority's schools, without reading all that is known of them.
CREATE INDEX latest_findings_point ON latest_findings(la_code, requirement);
