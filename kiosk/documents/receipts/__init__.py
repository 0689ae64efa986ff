"""Receipts and confirmations on thermal paper, 72 mm wide. They name no person."""
