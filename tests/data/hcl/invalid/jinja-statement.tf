{% if x %}
a = 1
{% endif %}
