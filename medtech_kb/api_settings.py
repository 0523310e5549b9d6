"""The settings of the libraries behind the API: Django REST framework, and drf-spectacular for its schema."""

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "URL_FORMAT_OVERRIDE": None,  # a format is a strict parameter of ours
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "records.problems.handle",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Medtech KB API",
    "OAS_VERSION": "3.1.1",
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "ENUM_NAME_OVERRIDES": {  # several vocabularies are called “kind”
        "AuthorityKind": "regulatory.models.authority.AuthorityKind",
        "BasisEnum": "market.models.figure.Basis",
        "CitationBasis": "sources.models.citation.Basis",
        "CollaborationKind": "products.models.partner.CollaborationKind",
        "CompanyKind": "companies.models.company.CompanyKind",
        "EventKind": "market.models.event.EventKind",
        "InsightKind": "market.models.insight.InsightKind",
        "InvestorKind": "companies.models.funding.InvestorKind",
        "PartnerKind": "products.models.partner.PartnerKind",
        "PolicyKind": "regulatory.models.policy.PolicyKind",
        "ProductKind": "products.models.product.ProductKind",
        "RecognitionKind": "products.models.recognition.RecognitionKind",
        "RevisionKind": "history.models.Kind",
        "SourceKind": "sources.models.source.SourceKind",
        "StudyKind": "products.models.study.StudyKind",
    },
}
