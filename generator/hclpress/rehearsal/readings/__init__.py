"""What AWS answers when it is asked about what was made: one file, one subject; facts a plan cannot show."""
