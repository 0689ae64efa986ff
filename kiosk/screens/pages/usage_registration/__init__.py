"""The pages of the usage registration (本籍地の利用登録申請)."""
