"""Boards, agencies, posts, groups, seats; all dated. Structure comes from the arrangement file."""
