"""Visits as HL7 FHIR R4 (4.0.1): one module for each kind of resource. See docs/export.md."""
